"""Long work: a job is a generator of typed events, run in a child process, journalled, cancellable and resumable."""

from stillroom.jobs.events import (
    Asked,
    Cancelled,
    Event,
    Failed,
    Finished,
    HeldOut,
    Lost,
    Note,
    Progress,
    Ran,
    Said,
    Scored,
    Spending,
    Stage,
    Step,
    TaskMade,
    Taught,
    Waits,
    is_last,
)
from stillroom.jobs.following import in_turn, with_notes
from stillroom.jobs.journal import read_journal, read_timed_journal
from stillroom.jobs.process import JobProcess
from stillroom.jobs.runner import run_here, settle_runs
from stillroom.jobs.spec import JobContext, JobSpec, Stopped

__all__ = [
    "Asked",
    "Cancelled",
    "Event",
    "Failed",
    "Finished",
    "HeldOut",
    "JobContext",
    "JobProcess",
    "JobSpec",
    "Lost",
    "Note",
    "Progress",
    "Ran",
    "Said",
    "Scored",
    "Spending",
    "Stage",
    "Step",
    "Stopped",
    "TaskMade",
    "Taught",
    "Waits",
    "in_turn",
    "is_last",
    "read_journal",
    "read_timed_journal",
    "run_here",
    "settle_runs",
    "with_notes",
]
