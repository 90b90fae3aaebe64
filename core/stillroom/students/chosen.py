"""Which student a project has chosen: the one that Train, Chat, Evaluate and Export mean where none is named."""

from stillroom.store import Store
from stillroom.students.catalogue import listed
from stillroom.students.naming import SMOLLM2, student_name


def chosen_student(store: Store) -> str:
    """The name of the chosen student; the sample's until another is chosen."""
    return str(store.fact("student", SMOLLM2))


def choose_student(store: Store, given: str) -> None:
    """Choose a student by what the user calls it. It need not be on this computer yet."""
    store.set_fact("student", called_as_chosen(given))


def called_as_chosen(given: str) -> str:
    """What a project calls the student that the user calls so: one of the catalogue by its short name, others as `student_name`."""
    model = listed(given)
    return model.name if model else student_name(given)
