"""Rates with their uncertainty."""

from math import sqrt

import msgspec

# The standard normal's 97.5 % point: 95 % lie within that many standard deviations.
_Z = 1.959963984540054


class Rate(msgspec.Struct, frozen=True):
    """A share between 0 and 1 of `n` tasks with its 95 % `interval` (low, high). Without tasks there is neither."""

    value: float | None
    n: int
    interval: tuple[float, float] | None


def rate(right: int, n: int) -> Rate:
    """The share of `right` in `n` with the Wilson score interval, which also holds for few tasks and near 0 and 1.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209-212.
    """
    if n == 0:
        return Rate(value=None, n=0, interval=None)
    value = right / n
    scale = 1 + _Z**2 / n
    centre = (value + _Z**2 / (2 * n)) / scale
    half = _Z * sqrt(value * (1 - value) / n + _Z**2 / (4 * n**2)) / scale
    # At none and at all the bound is exactly 0 or 1; rounding must not push it past the value.
    return Rate(value=value, n=n, interval=(0.0 if right == 0 else centre - half, 1.0 if right == n else centre + half))
