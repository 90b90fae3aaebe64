"""How it is done: the one agent loop, verification, and the jobs that teach and that execute what a person edited."""

from stillroom.store import Method
from stillroom.trajectories.agent import SYSTEM_PROMPT, Rollout, RunTool, play, play_stepwise
from stillroom.trajectories.edit import EditParams, edit
from stillroom.trajectories.estimate import PROBE
from stillroom.trajectories.judge import judge
from stillroom.trajectories.lessons import TeachParams
from stillroom.trajectories.rollouts import Sessions, in_sandbox, play_tasks, replayed
from stillroom.trajectories.teach import teach
from stillroom.trajectories.thoughts import COT_PROMPT
from stillroom.trajectories.verify import answer_problem, verify

__all__ = [
    "COT_PROMPT",
    "PROBE",
    "SYSTEM_PROMPT",
    "EditParams",
    "Method",
    "Rollout",
    "RunTool",
    "Sessions",
    "TeachParams",
    "answer_problem",
    "edit",
    "in_sandbox",
    "judge",
    "play",
    "play_stepwise",
    "play_tasks",
    "replayed",
    "teach",
    "verify",
]
