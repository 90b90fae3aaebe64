"""Who teaches: models behind APIs, with their prices, limits and ledger; and the scripted teacher, which plays worked solutions."""

from stillroom.teacher.api import ApiTeacher, open_client, open_teacher
from stillroom.teacher.failures import CallError
from stillroom.teacher.ledger import BUDGET_REACHED, PAID_FOR, Bill, BudgetReached, Ledger
from stillroom.teacher.prices import Price, leaves_this_computer, on_this_computer, price_of
from stillroom.teacher.providers import PROVIDERS, Provider, provider_at
from stillroom.teacher.scripted import ScriptedTeacher
from stillroom.teacher.teachers import (
    Teacher,
    check,
    find_teacher,
    forget_teacher,
    keep_teacher,
    read_teachers,
    teacher_at,
)
from stillroom.teacher.trial import offered_models, try_teacher

__all__ = [
    "BUDGET_REACHED",
    "PAID_FOR",
    "PROVIDERS",
    "ApiTeacher",
    "Bill",
    "BudgetReached",
    "CallError",
    "Ledger",
    "Price",
    "Provider",
    "ScriptedTeacher",
    "Teacher",
    "check",
    "find_teacher",
    "forget_teacher",
    "keep_teacher",
    "leaves_this_computer",
    "offered_models",
    "on_this_computer",
    "open_client",
    "open_teacher",
    "price_of",
    "provider_at",
    "read_teachers",
    "teacher_at",
    "try_teacher",
]
