"""What teaching would cost and how long it would take, told from a probe of a few tasks."""

import math
import statistics
from collections.abc import Sequence
from typing import Any

PROBE = 5
"""Tasks of a probe. They are taught for good, so that nothing of it is wasted."""

_T = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776}
"""Student's t, two-sided 95 %, by the number of values."""


def estimate(costs: Sequence[float | None], seconds: Sequence[float], tasks: int, concurrency: int) -> dict[str, Any]:
    """What `tasks` more would take: US dollars and seconds, each as `value` with the range that holds it in 95 of 100 cases.

    `costs` and `seconds` are those of each of the probe's tasks; without a price the cost is None. The range is the prediction
    interval of a sum of normal values. The time is that of the worker that plays the most tasks.
    """
    known = [cost for cost in costs if cost is not None]
    time = _sum_of(seconds, math.ceil(tasks / concurrency))
    return {
        "tasks": tasks,
        "cost_usd": _sum_of(known, tasks) if len(known) == len(costs) else None,
        "seconds": {name: round(value, 1) for name, value in time.items()},
    }


def _sum_of(values: Sequence[float], count: int) -> dict[str, float]:
    if not values:
        return {"value": 0.0, "low": 0.0, "high": 0.0}
    mean = statistics.fmean(values)
    spread = 0.0
    if len(values) > 1:
        spread = _T[min(len(values), PROBE)] * statistics.stdev(values) * math.sqrt(count + count**2 / len(values))
    likely = count * mean
    return {"value": round(likely, 6), "low": round(max(0.0, likely - spread), 6), "high": round(likely + spread, 6)}
