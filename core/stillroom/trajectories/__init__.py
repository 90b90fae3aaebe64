"""How it is done: the one agent loop, verification, and the job that teaches."""

from stillroom.trajectories.agent import SYSTEM_PROMPT, Rollout, play, play_stepwise
from stillroom.trajectories.rollouts import in_turn, play_tasks
from stillroom.trajectories.teach import TeachParams, teach
from stillroom.trajectories.verify import verify

__all__ = [
    "SYSTEM_PROMPT",
    "Rollout",
    "TeachParams",
    "in_turn",
    "play",
    "play_stepwise",
    "play_tasks",
    "teach",
    "verify",
]
