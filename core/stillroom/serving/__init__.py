"""A student as a ChatModel, the arms of a comparison, and the job that chats with one."""

from stillroom.serving.arms import (
    DEFAULT_QUANT,
    Arm,
    ArmName,
    arm_name,
    merged_folder,
    newest_trained,
    open_arm,
    trained_run,
    untrained_arm,
)
from stillroom.serving.chat import CHATTING, ChatParams, chat
from stillroom.serving.in_context import solved_examples
from stillroom.serving.llama import CONTEXT, GgufModel

__all__ = [
    "CHATTING",
    "CONTEXT",
    "DEFAULT_QUANT",
    "Arm",
    "ArmName",
    "ChatParams",
    "GgufModel",
    "arm_name",
    "chat",
    "merged_folder",
    "newest_trained",
    "open_arm",
    "solved_examples",
    "trained_run",
    "untrained_arm",
]
