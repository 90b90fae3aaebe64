"""How well a student does: arms on the held-out tasks, rates with intervals, scorecards."""

from stillroom.evaluation.evaluate import EvaluateParams, evaluate
from stillroom.evaluation.intervals import Rate, rate
from stillroom.evaluation.scorecard import ArmScore, arm_score, table

__all__ = ["ArmScore", "EvaluateParams", "Rate", "arm_score", "evaluate", "rate", "table"]
