"""Which student a project has chosen: the one that Train, Chat, Evaluate and Export mean where none is named."""

from stillroom.store import Store
from stillroom.students.naming import SMOLLM2


def chosen_student(store: Store) -> str:
    """The name of the chosen student; the sample's until another is chosen."""
    return str(store.fact("student", SMOLLM2))
