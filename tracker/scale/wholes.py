"""Numbers as whole numbers: so many decimal places of a unit, in a type of the engine."""

from __future__ import annotations

from tracker.values import NamedTuple

PLACES = 6
"""The decimal places of a figure that is plain, and of a number that is published."""
FEW = 4
"""The decimal places with which most tables make do."""
LIMIT = 10**11
"""Figures and goals beyond this, in a target's unit, are left to the ordinary engine."""
FINE = 10**7
"""So are members of n/d with fractions from here on: products of theirs have more than 38 digits."""


class Wholes(NamedTuple):
    """How numbers are counted: `places` of a unit, in `kind`, the engine's type of whole numbers.

    Narrow numbers are quick, and what is too large for them is an error of the engine, never another number: then
    everything is computed once more in `wide` ones.
    """

    places: int
    kind: str
    wide: bool = False

    @property
    def one(self) -> int:
        """One unit."""
        return int(10**self.places)

    def of(self, number: str) -> str:
        """A number of SQL, or a sum, as a whole number; a product has no more digits than its type."""
        given = f"cast({number} as decimal(38,{self.places}))" if self.wide else number
        return f"cast({given} * {self.one} as {self.kind})"
