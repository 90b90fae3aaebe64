"""What is asked: task lines, sample projects, worked solutions, and the check of what was done."""

from stillroom.tasks.calls import Comparison, compare_calls
from stillroom.tasks.lines import read_tasks
from stillroom.tasks.samples import SAMPLES, make_project, sample_facts
from stillroom.tasks.worked import compare_solution, result_text, worked_conversation, worked_turns

__all__ = [
    "SAMPLES",
    "Comparison",
    "compare_calls",
    "compare_solution",
    "make_project",
    "read_tasks",
    "result_text",
    "sample_facts",
    "worked_conversation",
    "worked_turns",
]
