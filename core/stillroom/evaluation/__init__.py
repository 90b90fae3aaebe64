"""How well a student does: arms on the held-out tasks, rates with intervals, scorecards, the probe before training."""

from stillroom.evaluation.evaluate import EvaluateParams, evaluate
from stillroom.evaluation.intervals import Rate, rate
from stillroom.evaluation.probe import PROBE_TASKS, Probed, ProbeParams, probe, probe_params, probed
from stillroom.evaluation.scorecard import ArmScore, arm_score, cell, table

__all__ = [
    "PROBE_TASKS",
    "ArmScore",
    "EvaluateParams",
    "ProbeParams",
    "Probed",
    "Rate",
    "arm_score",
    "cell",
    "evaluate",
    "probe",
    "probe_params",
    "probed",
    "rate",
    "table",
]
