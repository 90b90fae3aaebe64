"""A project's database: records, migrations and typed queries."""

from stillroom.store.database import Store, is_outdated
from stillroom.store.records import (
    NO_CALL_KINDS,
    AnswerCheck,
    Check,
    Chosen,
    Execution,
    Kind,
    Review,
    Run,
    RunKind,
    RunState,
    Score,
    Split,
    Task,
    TaughtRow,
    Verdict,
    VerdictStage,
    WorkedCall,
)

__all__ = [
    "NO_CALL_KINDS",
    "AnswerCheck",
    "Check",
    "Chosen",
    "Execution",
    "Kind",
    "Review",
    "Run",
    "RunKind",
    "RunState",
    "Score",
    "Split",
    "Store",
    "Task",
    "TaughtRow",
    "Verdict",
    "VerdictStage",
    "WorkedCall",
    "is_outdated",
]
