"""Lines on two logarithmic axes, as an SVG without any library."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import floor, log10

Points = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 860, 480
LEFT, RIGHT, TOP, BOTTOM = 70, 210, 40, 56
COLOURS = ("#c0392b", "#1f4e79", "#2e7d32", "#7b1fa2", "#b26a00", "#546e7a", "#00838f")
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
APART = 16
"""So many pixels stand between two names."""


class Axes:
    """Where a value stands, in pixels: both axes by powers of ten."""

    def __init__(self, lines: Mapping[str, Points]) -> None:
        points = [point for line in lines.values() for point in line]
        self.across = self._decades([x for x, _ in points])
        self.up = self._decades([y for _, y in points])

    @staticmethod
    def _decades(values: Sequence[float]) -> tuple[int, int]:
        return floor(log10(min(values))), -floor(-log10(max(values)))

    def x(self, value: float) -> float:
        low, high = self.across
        return LEFT + (log10(value) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        low, high = self.up
        return HEIGHT - BOTTOM - (log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    def drawn(self) -> Iterator[str]:
        """The grid, a line and a number at each power of ten."""
        for power in range(self.across[0], self.across[1] + 1):
            at = self.x(10**power)
            yield f'<path class="grid" d="M{at:.1f} {TOP}V{HEIGHT - BOTTOM}"/>'
            yield f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{_power(power)}</text>'
        for power in range(self.up[0], self.up[1] + 1):
            at = self.y(10**power)
            yield f'<path class="grid" d="M{LEFT} {at:.1f}H{WIDTH - RIGHT}"/>'
            yield f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{_power(power)}</text>'


def _power(power: int) -> str:
    return f"{10**power:,}" if 0 <= power <= 4 else f"10{str(power).translate(RAISED)}"


def plot(lines: Mapping[str, Points], *, title: str, across: str, up: str) -> str:
    """An SVG of the lines, each with its name at its end."""
    axes = Axes(lines)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        ' font-size="12" fill="#333">',
        "<style>.grid{stroke:#ddd;fill:none}.line{fill:none;stroke-width:2}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="22" font-size="14">{title}</text>',
        *axes.drawn(),
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 14}" text-anchor="middle">{across}</text>',
        f'<text transform="translate(18 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">{up}</text>',
    ]
    names = _spread({name: axes.y(line[-1][1]) for name, line in lines.items()})
    for (name, line), colour in zip(lines.items(), COLOURS, strict=False):
        parts += _line(axes, name, line, colour, names[name])
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(axes: Axes, name: str, line: Points, colour: str, height: float) -> Iterator[str]:
    placed = [(axes.x(x), axes.y(y)) for x, y in line]
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in placed)
    yield f'<path class="line" stroke="{colour}" d="M{way}"/>'
    yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed)
    x, y = placed[-1]
    yield f'<path d="M{x + 4:.1f} {y:.1f}L{WIDTH - RIGHT + 10} {height:.1f}" stroke="{colour}" stroke-dasharray="2 3"/>'
    yield f'<text x="{WIDTH - RIGHT + 14}" y="{height + 4:.1f}" fill="{colour}">{name}</text>'


def _spread(heights: Mapping[str, float]) -> dict[str, float]:
    """Names moved apart, from the lowest up, so that none lies on another."""
    placed: dict[str, float] = {}
    limit = float("inf")
    for name, height in sorted(heights.items(), key=lambda item: -item[1]):
        placed[name] = min(height, limit)
        limit = placed[name] - APART
    return placed
