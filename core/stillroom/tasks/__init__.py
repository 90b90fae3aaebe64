"""What is asked: task lines, sample projects, worked solutions, and the check of what was done."""

from stillroom.tasks.calls import Comparison, compare_calls
from stillroom.tasks.change import change_task
from stillroom.tasks.cost import likely_cost
from stillroom.tasks.coverage import DEFAULT_MIX, cell_of, coverage, plan, read_mix
from stillroom.tasks.importing import ImportParams, LeftOut, import_tasks
from stillroom.tasks.intake import Intake, add_lines
from stillroom.tasks.likeness import Bands, Wording, wording
from stillroom.tasks.lines import TaskLine, read_lines, read_tasks, read_typed, task_line
from stillroom.tasks.make import Dropped, MakeParams, make_tasks, write_tasks
from stillroom.tasks.rows import FIELDS, Preview, preview
from stillroom.tasks.samples import SAMPLES, make_project, sample_facts
from stillroom.tasks.worked import compare_solution, result_text, worked_conversation, worked_turns

__all__ = [
    "DEFAULT_MIX",
    "FIELDS",
    "SAMPLES",
    "Bands",
    "Comparison",
    "Dropped",
    "ImportParams",
    "Intake",
    "LeftOut",
    "MakeParams",
    "Preview",
    "TaskLine",
    "Wording",
    "add_lines",
    "cell_of",
    "change_task",
    "compare_calls",
    "compare_solution",
    "coverage",
    "import_tasks",
    "likely_cost",
    "make_project",
    "make_tasks",
    "plan",
    "preview",
    "read_lines",
    "read_mix",
    "read_tasks",
    "read_typed",
    "result_text",
    "sample_facts",
    "task_line",
    "wording",
    "worked_conversation",
    "worked_turns",
    "write_tasks",
]
