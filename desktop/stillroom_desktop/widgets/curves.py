"""What a plot makes of a long trace: a smooth curve, and as many points as can be seen."""

from collections.abc import Sequence

_PARTS = 400
"""A trace of more points than twice this is drawn as the lowest and highest of each of so many parts: what can be seen anyway."""


def smoothed(values: Sequence[float], span: float) -> list[float]:
    """Exponential moving averages over about `span` values, one from each side, so that the curve lags neither way."""
    forward, backward = _average(values, span), _average(values[::-1], span)[::-1]
    return [(one + other) / 2 for one, other in zip(forward, backward, strict=True)]


def _average(values: Sequence[float], span: float) -> list[float]:
    """The moving average of what came before, weighted so that the first values are not pulled to a start value."""
    keep = 1 - 2 / (span + 1)
    total = weight = 0.0
    result = []
    for value in values:
        total = keep * total + value
        weight = keep * weight + 1
        result.append(total / weight)
    return result


def thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points that a plot of a screen's width can show: all, or of each part the lowest and the highest, in their order."""
    if len(points) <= 2 * _PARTS:
        return list(points)
    kept = []
    for part in range(_PARTS):
        within = points[part * len(points) // _PARTS : (part + 1) * len(points) // _PARTS]
        ends = {min(within, key=lambda point: point[1]), max(within, key=lambda point: point[1])}
        kept += sorted(ends)
    return kept
