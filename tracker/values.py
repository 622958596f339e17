"""Values as a slotted dataclass makes them, at a fraction of what it costs to define one.

The standard decorator imports the compiler's own tools and compiles six functions for every class of a module that is
imported, more than a short run does besides. Here one function is compiled, when a class has many values, and the
others are shared. To type checkers and to what the standard library asks of dataclasses, these are dataclasses.
"""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined]  # what the standard library's own are made of
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from types import FunctionType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _Named(type):
        """Makes a named tuple of a class, as `typing` does, but compiles nothing for it."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body.pop(field) for field in fields if field in body}
            shape = {"__slots__": (), "_fields": fields, "_field_defaults": defaults, "__match_args__": fields}
            shape |= {field: _tuplegetter(place, "") for place, field in enumerate(fields)}
            return type(name, (tuple,), {**_NAMED, "__new__": _maker(fields, defaults), **shape, **body})

    NamedTuple = type.__new__(_Named, "NamedTuple", (), {})
    """`typing.NamedTuple`, at a tenth of what it costs to define one."""

_tuple = tuple.__new__
_MAKERS: tuple[Any, ...] = (
    lambda _kind: _tuple(_kind, ()),
    lambda _kind, a: _tuple(_kind, (a,)),
    lambda _kind, a, b: _tuple(_kind, (a, b)),
    lambda _kind, a, b, c: _tuple(_kind, (a, b, c)),
    lambda _kind, a, b, c, d: _tuple(_kind, (a, b, c, d)),
    lambda _kind, a, b, c, d, e: _tuple(_kind, (a, b, c, d, e)),
    lambda _kind, a, b, c, d, e, f: _tuple(_kind, (a, b, c, d, e, f)),
    lambda _kind, a, b, c, d, e, f, g: _tuple(_kind, (a, b, c, d, e, f, g)),
    lambda _kind, a, b, c, d, e, f, g, h: _tuple(_kind, (a, b, c, d, e, f, g, h)),
    lambda _kind, a, b, c, d, e, f, g, h, i: _tuple(_kind, (a, b, c, d, e, f, g, h, i)),
    lambda _kind, a, b, c, d, e, f, g, h, i, j: _tuple(_kind, (a, b, c, d, e, f, g, h, i, j)),
)
"""What makes a named tuple, by the number of its fields; their names are put in for the letters."""


def _maker(fields: tuple[str, ...], defaults: Mapping[str, object]) -> Any:
    """The `__new__` of a named tuple."""
    if len(fields) < len(_MAKERS):
        code = _MAKERS[len(fields)].__code__
    else:
        names = ", ".join(fields)
        code = eval(f"lambda _kind, {names}: _tuple(_kind, ({names}))").__code__
    code = code.replace(co_varnames=("_kind", *fields), co_name="__new__", co_qualname="__new__")
    return FunctionType(code, {"_tuple": _tuple}, "__new__", tuple(defaults.values()))


def _made(kind: Any, values: Iterable[object]) -> Any:
    """A value of as many parts as there are fields."""
    value = _tuple(kind, values)
    if len(value) != len(kind._fields):
        raise TypeError(f"Expected {len(kind._fields)} arguments, got {len(value)}")
    return value


def _changed(self: Any, /, **changes: object) -> Any:
    """The value with some fields changed."""
    value = self._make(map(changes.pop, self._fields, self))
    if changes:
        raise ValueError(f"Got unexpected field names: {list(changes)!r}")
    return value


def _asdict(self: Any) -> dict[str, Any]:
    """The fields by their names."""
    return dict(zip(self._fields, self, strict=True))


def _shown(self: object) -> str:
    return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in fields_of(self))})"


_NAMED = {
    "_make": classmethod(_made), "_replace": _changed, "_asdict": _asdict, "__repr__": _shown,
    "__getnewargs__": lambda self: tuple(self),
}  # fmt: skip
"""What all named tuples share."""


class Made(NamedTuple):
    """A default that is made anew for every value."""

    default_factory: Callable[[], Any]


def made(*, default_factory: Callable[[], T]) -> T:
    """A field whose default is made anew for every value."""
    return Made(default_factory)  # type: ignore[return-value]  # what declares a field is not what it holds


@dataclass_transform(frozen_default=True, field_specifiers=(made,))
def frozen(kind: type[T]) -> type[T]:
    """A class of values that stay as they are; its annotations are its fields.

    >>> @frozen
    ... class Span:
    ...     start: int
    ...     end: int = 9
    >>> Span(3), Span(3) == Span(3, 9), replace(Span(3), end=4)
    (Span(start=3, end=9), True, Span(start=3, end=4))
    """
    return _defined(kind, {"__setattr__": _refuse, "__delattr__": _refuse, "__hash__": _hash})


@dataclass_transform(field_specifiers=(made,))
def record(kind: type[T]) -> type[T]:
    """A class of values that are filled in as one goes."""
    return _defined(kind, {"__hash__": None})


def fields_of(kind: object) -> tuple[str, ...]:
    """The names of the fields of a class or a value, those of its bases first."""
    names: tuple[str, ...] = getattr(kind, "__match_args__", ())
    return names


def replace(old: T, /, **changes: object) -> T:
    """The value with some fields changed."""
    return type(old)(**{**{name: getattr(old, name) for name in fields_of(old)}, **changes})


FEW = 64
"""So many values of a class are made one field after the other: to compile a function for them would cost more."""


def _defined(plain: type[T], methods: Mapping[str, object]) -> type[T]:
    """The class with slots for its own fields, and with what all values share unless it brings that itself."""
    brought = {name: held for name, held in plain.__dict__.items() if name not in ("__dict__", "__weakref__")}
    own: Mapping[str, object] = brought.get("__annotations__", {})
    defaults = {name: brought.pop(name) for name in own if name in brought}
    fields = (*fields_of(plain), *own)
    shape = {
        "__slots__": tuple(own),
        "__match_args__": fields,
        "__init__": _init,
        "_values": 0,
        "_defaults": {**getattr(plain, "_defaults", {}), **defaults},
        "_held": staticmethod(attrgetter(*fields)),
    }
    build: Any = type(plain)
    kind: type[T] = build(plain.__name__, plain.__bases__, {**_SHARED, **methods, **brought, **shape})
    return kind


def _init(self: Any, *given: object, **named: object) -> None:
    """One of the first values of a class is made, field by field; when there are many, they get an `__init__`."""
    kind: Any = next(each for each in type(self).__mro__ if each.__dict__.get("__init__") is _init)
    kind._values += 1
    fields = fields_of(kind)
    told = dict(zip(fields, given, strict=False)) | named
    values = kind._defaults | told
    if kind._values > FEW or len(told) < len(given) + len(named) or {*fields} != values.keys():
        kind.__init__ = its_own = _compiled(kind)
        its_own(self, *given, **named)
        return
    for name in fields:
        value = values[name]
        getattr(kind, name).__set__(self, value.default_factory() if type(value) is Made else value)


def _compiled(kind: Any) -> Callable[..., None]:
    """An `__init__` that sets every field."""
    scope: dict[str, Any] = {}
    parameters, lines = [], []
    for name in fields_of(kind):
        scope[f"set_{name}"] = getattr(kind, name).__set__
        if name in kind._defaults:
            scope[f"default_{name}"] = default = kind._defaults[name]
            parameters.append(f"{name}=default_{name}")
            if isinstance(default, Made):
                lines.append(f" if {name} is default_{name}: {name} = {name}.default_factory()")
        else:
            parameters.append(name)
        lines.append(f" set_{name}(self, {name})")
    exec("\n".join([f"def __init__(self, {', '.join(parameters)}):", *lines]), scope)
    init: Callable[..., None] = scope["__init__"]
    return init


def _refuse(self: object, name: str, *value: object) -> NoReturn:
    raise AttributeError(f"{type(self).__name__} is frozen: {name}")


def _equal(self: Any, other: Any) -> bool:
    return self._held(self) == self._held(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._held(self))


def _again(self: object) -> tuple[object, ...]:
    """How pickle and copy make another one."""
    return type(self), tuple(getattr(self, name) for name in fields_of(self))


class _Fields:
    """The fields as the standard library describes them, worked out when it asks for them."""

    def __get__(self, instance: object, kind: Any) -> Mapping[str, Any]:
        from dataclasses import field, make_dataclass

        described = []
        for name in fields_of(kind):
            default = kind._defaults.get(name, kind)
            how = {} if default is kind else default._asdict() if isinstance(default, Made) else {"default": default}
            described.append((name, kind.__annotations__.get(name, object), field(**how)))
        standard: Any = make_dataclass(kind.__name__, described)
        kind.__dataclass_fields__ = standard.__dataclass_fields__
        fields: Mapping[str, Any] = kind.__dataclass_fields__
        return fields


_SHARED = {"__eq__": _equal, "__repr__": _shown, "__reduce__": _again, "__dataclass_fields__": _Fields()}
