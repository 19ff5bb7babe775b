"""Sizes, rectangles and insets. Bare numbers are canvas px, origin top left, y down."""

from __future__ import annotations

from math import cos, radians, sin
from typing import NamedTuple


class Size(NamedTuple):
    """Width and height in whole px."""

    width: int
    height: int

    @property
    def unit(self) -> float:
        """1 u: one hundredth of the short edge, in px."""
        return min(self) / 100

    @property
    def shape(self) -> str:
        """The family of compositions a canvas of this ratio belongs to."""
        ratio = self.width / self.height
        for name, least in (("strip", 2.2), ("wide", 1.2), ("square", 0.9), ("portrait", 0.62)):
            if ratio >= least:
                return name
        return "story"

    def __str__(self) -> str:
        return f"{self.width}×{self.height}"


SHAPES = ("square", "portrait", "story", "wide", "strip")
ANY_SHAPE = "any"  # of art that serves every canvas


class Insets(NamedTuple):
    """Distances from the four edges of a canvas, in px."""

    top: float = 0
    right: float = 0
    bottom: float = 0
    left: float = 0

    def union(self, other: Insets) -> Insets:
        """The larger distance on each side."""
        return Insets(*map(max, self, other))

    @property
    def mirrored(self) -> Insets:
        """Left and right exchanged."""
        return Insets(self.top, self.left, self.bottom, self.right)


NOTHING = Insets()


def meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two stretches, from and to, have a part in common."""
    return one[0] < other[1] and other[0] < one[1]


class Rect(NamedTuple):
    """A rectangle; empty when its width or height is not positive."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def empty(self) -> bool:
        return self.width <= 0 or self.height <= 0

    @property
    def rounded(self) -> Rect:
        """The rectangle to 0.01 px, as files have it."""
        return Rect(*(round(value, 2) for value in self))

    @classmethod
    def between(cls, left: float, top: float, right: float, bottom: float) -> Rect:
        return cls(left, top, right - left, bottom - top)

    def intersection(self, other: Rect) -> Rect:
        """The common part; may be empty."""
        return Rect.between(
            max(self.x, other.x),
            max(self.y, other.y),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def intersects(self, other: Rect) -> bool:
        left, right = max(self.x, other.x), min(self.right, other.right)
        return left < right and max(self.y, other.y) < min(self.bottom, other.bottom)

    def contains(self, other: Rect, slack: float = 0.0) -> bool:
        """Whether `other` lies inside, give or take `slack` px."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def moved(self, right: float, down: float = 0.0) -> Rect:
        """The rectangle shifted by so many px."""
        return Rect(self.x + right, self.y + down, self.width, self.height)

    def mirrored(self, width: float) -> Rect:
        """Where it falls on a canvas of that width seen in a mirror."""
        return Rect(width - self.right, self.y, self.width, self.height)

    def grown(self, by: float) -> Rect:
        """The rectangle with every edge moved outwards by `by` px."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def union(self, other: Rect) -> Rect:
        """The smallest rectangle that holds both; an empty one adds nothing."""
        if self.empty:
            return other
        if other.empty:
            return self
        return Rect.between(
            min(self.x, other.x),
            min(self.y, other.y),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


def gradient_line(angle: float, size: Size) -> tuple[float, float, float, float]:
    """Where a linear gradient begins and ends (x, y, x, y): the corners get the end colours.

    `angle` as CSS has it, 0 to the top and 90 to the right (CSS Images 3, 3.1).
    """
    right, down = sin(radians(angle)), -cos(radians(angle))
    half = (abs(size.width * right) + abs(size.height * down)) / 2
    x, y = size.width / 2, size.height / 2
    return x - right * half, y - down * half, x + right * half, y + down * half
