"""A student as a ChatModel, the arms of a comparison, and the job that chats with one."""

from stillroom.serving.arms import DEFAULT_QUANT, Arm, ArmName, arm_name, open_arm, trained_run
from stillroom.serving.chat import CHATTING, ChatParams, chat
from stillroom.serving.llama import GgufModel

__all__ = [
    "CHATTING",
    "DEFAULT_QUANT",
    "Arm",
    "ArmName",
    "ChatParams",
    "GgufModel",
    "arm_name",
    "chat",
    "open_arm",
    "trained_run",
]
