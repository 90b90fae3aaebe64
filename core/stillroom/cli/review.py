"""The command `review`: what the teacher did, and what a person says of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click
import msgspec

from stillroom import work
from stillroom.cli.app import ANY_PATH, command, project_option, replace_option, stillroom
from stillroom.cli.output import counted
from stillroom.cli.paid import asks_a_teacher
from stillroom.cli.run import run_job
from stillroom.conversation import read_json
from stillroom.export import transcript, write_solutions
from stillroom.place import check_free
from stillroom.project import Project
from stillroom.store import Chosen, Kind, ReviewState, Split, TaughtRow, VerdictStage, WorkedCall
from stillroom.teacher import Teacher, find_teacher
from stillroom.trajectories import EditParams
from stillroom.work import open_to_write

_STATES = {state.replace("_", "-"): state for state in get_args(ReviewState)}


@stillroom.group()
def review() -> None:
    """Read what the teacher did, and decide what the student learns from.

    A solution is named by its own id or by its task's. A decision stands above the verdicts, which are what the checks found.
    """


def _choosing(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose among solutions."""
    for option in (
        click.option("--split", type=click.Choice(get_args(Split)), help="One side of the split alone."),
        click.option("--kind", type=click.Choice(get_args(Kind)), help="One kind of task alone."),
        click.option("--tool", help="Only where this tool was called."),
        click.option("--stage", type=click.Choice(get_args(VerdictStage)), help="Only what was rejected there."),
        click.option("--family", help="One family of tasks alone."),
        click.option(
            "--method", type=click.Choice(["agent", "cot"]), default="agent", help="What was taught so alone."
        ),
        click.option("--text", default="", help="Only where the prompt, the note or the reason has this in it."),
        click.option("--state", type=click.Choice(list(_STATES)), help="Only those that stand so."),
    ):
        function = option(function)
    return function


@command(review, "list")
@project_option
@_choosing
@click.option("--after", type=click.IntRange(0), default=0, help="Begin after the task of this number.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="So many at most.")
def list_solutions(project: Path, after: int, limit: int, **choice: Any) -> tuple[dict[str, Any], str]:
    """List the newest solution of each task.

    Where all right ones of a task were kept, it is the best, with the names of those that are learnt beside it.
    """
    with Project.open(project, writer=False) as opened:
        found = opened.store.taught_rows(_chosen(**choice), after=after, limit=limit + 1)
        beside = [opened.store.learnt_beside(row.trajectory) for row in found]
        counts = opened.store.review_counts()
    rows, more = list(zip(found[:limit], beside, strict=False)), len(found) > limit
    lines = [
        f"{row.number:5} {_state(row):9} {row.task}: {row.prompt}{_why(row)}{_others(others)}" for row, others in rows
    ]
    lines += [f"There are more: --after {rows[-1][0].number}"] if more else []
    told = [msgspec.to_builtins(row) | {"beside": others} for row, others in rows]
    return {"counts": counts, "trajectories": told, "more": more}, "\n".join([*lines, _counted(counts)])


def _chosen(state: str | None, **choice: Any) -> Chosen:
    return Chosen(_STATES[state] if state else None, **choice)


def _state(row: TaughtRow) -> str:
    return {None: "open", True: "accepted", False: "rejected"}[row.accepted] + ("*" if row.reviewed is not None else "")


def _why(row: TaughtRow) -> str:
    reason = row.note or ("" if row.accepted else row.reason)
    return f"\n      {reason}" if reason else ""


def _others(others: list[str]) -> str:
    return f"\n      learnt beside it: {', '.join(others)}" if others else ""


def _counted(counts: dict[str, int]) -> str:
    return f"{counts['accepted']} accepted, {counts['rejected']} rejected; {counts['reviewed']} by a person (*)."


@command(review, "show")
@project_option
@click.argument("solution", metavar="ID")
def show(project: Path, solution: str) -> tuple[dict[str, Any], str]:
    """Show a solution whole: the conversation, the verdicts, and what people said of it."""
    with Project.open(project, writer=False) as opened:
        store = opened.store
        trajectory = store.trajectory(store.find_taught(solution))
        assert trajectory
        fields = {
            "trajectory": trajectory.id,
            "task": trajectory.task,
            "parent": trajectory.parent,
            "beside": store.learnt_beside(trajectory.id),
            "messages": [message.to_openai() for message in trajectory.messages],
            "verdicts": msgspec.to_builtins(store.verdicts(trajectory.id)),
            "reviews": msgspec.to_builtins(store.reviews(trajectory.id)),
        }
    verdicts = [f"{each['stage']}: {'yes' if each['ok'] else each['reason']}" for each in fields["verdicts"]]
    return fields, "\n".join([transcript(fields["messages"]), "", *verdicts])


def _decision(name: str, accepted: bool | None, sentence: str) -> None:
    """Make a command that keeps what a person says of solutions."""

    @project_option
    @click.argument("solutions", metavar="[ID...]", nargs=-1)
    @_choosing
    @click.option("--note", default="", help="Why, in your words.")
    def decide(project: Path, solutions: tuple[str, ...], note: str, **choice: Any) -> tuple[dict[str, Any], str]:
        if accepted is None and not note:
            raise click.UsageError("--note is missing.")
        chosen = _chosen(**choice)
        if bool(solutions) == (chosen != Chosen()):
            raise click.UsageError("Name solutions, or choose them with the options: one of the two.")
        with open_to_write(project) as opened:
            store = opened.store
            found = list(map(store.find_taught, solutions)) or [row.trajectory for row in store.taught_rows(chosen)]
            store.add_review(accepted, *found, note=note)
            counts = store.review_counts()
        return {"counts": counts, "trajectories": found}, _counted(counts)

    decide.__doc__ = f"{sentence}\n\nThey are named, or chosen by the options: all that these fit."
    command(review, name)(decide)


_decision("accept", True, "Let the student learn from solutions, whatever the verdicts say.")
_decision("reject", False, "Keep solutions from the student, whatever the verdicts say.")
_decision("note", None, "Write something beside solutions, and decide nothing.")


@command(review, "undo")
@project_option
@click.argument("solution", metavar="ID")
def undo(project: Path, solution: str) -> tuple[dict[str, Any], str]:
    """Take back what was last said of a solution; what was before holds again."""
    with open_to_write(project) as opened:
        undone = opened.store.undo_review(opened.store.find_taught(solution))
        counts = opened.store.review_counts()
    return {"counts": counts, "undone": undone}, _counted(counts) if undone else "Nobody said anything of it."


@command(review, "edit")
@project_option
@click.argument("solution", metavar="ID")
@click.option("--turn", type=click.IntRange(1), required=True, help="Which turn of the assistant, from 1.")
@click.option("--thought", help="What it thinks there.")
@click.option("--answer", help="What it says there.")
@click.option("--calls", metavar="JSON", help='What it calls: [{"name": ..., "arguments": {...}}]; [] for nothing.')
@click.option("--judge", help="The teacher that judges by the task's rubric; the one that goes on by default.")
@asks_a_teacher("Who goes on from there; without one, what followed is kept as it was.")
def edit(
    project: Path,
    solution: str,
    turn: int,
    thought: str | None,
    answer: str | None,
    calls: str | None,
    judge: str | None,
    teacher: Teacher | None,
    budget: float | None,
) -> tuple[dict[str, Any], str]:
    """Change one turn of a solution; the tools run anew from there, and the outcome is verified.

    What comes of it is a solution of its own, which the student learns from if it is accepted. The old one stays.
    """
    if thought is None and answer is None and calls is None:
        raise click.UsageError("Say what to change: --thought, --answer or --calls.")
    judging = find_teacher(judge) if judge else None
    params = EditParams(solution, turn - 1, thought, answer, _calls(calls), teacher, budget, judging)
    with open_to_write(project) as opened:
        params = msgspec.structs.replace(params, trajectory=opened.store.find_taught(solution))
        result = run_job(work.edit(opened, params))
    return result, f"Accepted: {result['trajectory']}." if result["accepted"] else f"Rejected: {result['reason']}"


def _calls(text: str | None) -> tuple[WorkedCall, ...] | None:
    if text is None:
        return None
    try:
        return msgspec.convert(read_json(text), tuple[WorkedCall, ...])
    except (ValueError, msgspec.ValidationError) as error:
        raise click.UsageError(f"--calls is no list of calls: {error}.") from error


@command(review, "export")
@project_option
@click.argument("file", type=ANY_PATH)
@replace_option
@_choosing
def export_solutions(project: Path, file: Path, *, replace: bool, **choice: Any) -> tuple[dict[str, Any], str]:
    """Write the solutions to a JSONL file, one a line: messages, tools, verdicts, and what people said."""
    if not replace:
        check_free(file)
    with Project.open(project, writer=False) as opened:
        lines = write_solutions(opened.store, opened.store.taught_rows(_chosen(**choice)), file)
        counts = opened.store.review_counts()
    return {"counts": counts, "written": lines, "file": str(file)}, f"{counted(lines, 'solutions')} written to {file}."
