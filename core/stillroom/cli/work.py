"""The commands that work: teach, train, evaluate, chat."""

import sys
from pathlib import Path
from typing import Any

import click
import msgspec

from stillroom import work
from stillroom.cli.app import ANY_PATH, command, not_built, project_argument, stillroom, usage
from stillroom.cli.conversation import converse
from stillroom.cli.output import counted
from stillroom.cli.paid import asks_a_teacher, cost_words
from stillroom.cli.queue import queue_it, waiting_words
from stillroom.cli.recipes import METHODS, asks_a_recipe, recipe_of
from stillroom.cli.run import run_job
from stillroom.cli.typed import Number
from stillroom.evaluation import ArmScore, EvaluateParams, table
from stillroom.export import transcript
from stillroom.serving import ChatParams, arm_name
from stillroom.store import Method
from stillroom.teacher import Teacher, find_teacher
from stillroom.training import Preset
from stillroom.trajectories import TeachParams
from stillroom.work import open_to_write


@command(stillroom, "teach")
@project_argument
@click.option("--limit", type=click.IntRange(1), help="Teach at most so many tasks.")
@click.option(
    "--concurrency", type=click.IntRange(1, 256), default=4, show_default=True, help="Tasks in work at a time."
)
@click.option("--retry-failed", is_flag=True, help="Teach the rejected tasks again.")
@click.option(
    "--faults",
    type=Number(0, 0.9),
    default=0.0,
    show_default=True,
    help="Let this share of the calls fail, so that the student sees how to recover.",
)
@asks_a_teacher("Who teaches: one of `stillroom teachers list`, or worked-solutions, a script that is not a model.")
@click.option(
    "--samples",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Solutions of each task; the best counts.",
)
@click.option(
    "--keep",
    type=click.Choice(["best", "all"]),
    default="best",
    show_default=True,
    help="Of several solutions, let the student learn the best one, or all that are right and do not repeat one another.",
)
@click.option(
    "--first-thought", is_flag=True, help="Begin each solution with the teacher's first chain-of-thought step."
)
@click.option("--without-first-thought", metavar="FAMILY", multiple=True, help="But not those of this family of tasks.")
@click.option(
    "--method",
    type=METHODS,
    default="agent",
    show_default=True,
    help="What the teacher shows: how to use the tools, or (cot) a chain of thought without them.",
)
@click.option("--judge", help="The teacher that judges by a task's rubric; the one that teaches by default.")
@click.option("--estimate", is_flag=True, help="Teach five tasks, and say what the rest would cost.")
def teach(project: Path, teacher: Teacher | None, judge: str | None, **options: Any) -> tuple[dict[str, Any], str]:
    """Let a teacher solve the project's tasks with its tools.

    Every solution is verified: its form, its calls, their execution, and what came out. What is rejected is shown with its
    reason. Stopped, the same command goes on. Without --teacher and --base-url the tasks' own solutions are played.
    """
    if teacher is None and (options["first_thought"] or options["method"] == "cot" or options["samples"] > 1):
        raise click.UsageError("--first-thought, --samples and --method cot need a teacher that is a model.")
    params = TeachParams(teacher=teacher, judge=find_teacher(judge) if judge else None, **options)
    with open_to_write(project) as opened:
        result = run_job(work.teach(opened, params))
    return result, _taught(result)


def _taught(result: dict[str, Any]) -> str:
    """What came of teaching, in a sentence."""
    left = [f"{count} not solved ({reason})" for reason, count in result["failed"].items()]
    if not result["tasks"] and not left:
        return "Every task was taught before; --retry-failed teaches the rejected ones again."
    rejected = [f"{count} rejected at {stage}" for stage, count in result["rejected"].items()]
    cost = [] if result["cost_usd"] == 0 else [cost_words(result["cost_usd"], result["tokens"])]
    return (
        "; ".join(
            [
                f"{result['accepted']} of {counted(result['tasks'], 'tasks')} solved and verified in {result['seconds']:.0f} s",
                *rejected,
                *left,
                *cost,
            ]
        )
        + "."
        + _estimated(result.get("estimate"))
    )


def _estimated(estimate: dict[str, Any] | None) -> str:
    if estimate is None or not estimate["tasks"]:
        return ""
    cost, seconds = estimate["cost_usd"], estimate["seconds"]
    money = "what is not known"
    if cost is not None:
        money = f"about {cost['value']:.2f} USD ({cost['low']:.2f} to {cost['high']:.2f})"
    return (
        f"\nThe other {counted(estimate['tasks'], 'tasks')} would cost {money}"
        f" and take about {counted(round(seconds['value'] / 60), 'minutes')}."
    )


@command(stillroom, "train")
@project_argument
@asks_a_recipe
@click.option("--resume", is_flag=True, help="Go on with the run that was stopped, by the recipe that it began with.")
@click.option("--keep", is_flag=True, help="Train the run that was stopped no further, and keep its student as it is.")
@click.option("--queue", is_flag=True, help="Let it wait for its turn: `stillroom queue run` trains what waits.")
@click.option(
    "--adopt",
    metavar="FOLDER",
    type=ANY_PATH,
    help="Take back what was trained elsewhere, in a folder of `export training`.",
)
def train(
    project: Path,
    student: str | None,
    preset: Preset,
    method: Method,
    changes: tuple[str, ...],
    resume: bool,
    keep: bool,
    queue: bool,
    adopt: Path | None,
) -> tuple[dict[str, Any], str]:
    """Train the student on the accepted solutions.

    What it learns is a small adapter (LoRA) beside its own weights, which stay as they are. Ctrl-C saves; --resume goes on, and
    --keep takes what has been learnt so far.
    """
    if sum((resume, keep, queue, adopt is not None)) > 1:
        raise click.UsageError(
            "--resume trains on, --keep does not, --queue lets a new training wait, and --adopt takes another one: choose one."
        )
    if (resume or keep or adopt) and (student or changes):
        raise click.UsageError(
            "The run goes on with the student and the settings that it began with: leave out --student and --set."
        )
    recipe = recipe_of(preset, changes)
    with open_to_write(project) as opened:
        if queue:
            return queue_it(opened, work.train(opened, recipe, student, method))
        if adopt:
            spec = work.adopt(opened, adopt)
        elif resume or keep:
            spec = work.keep_training(opened) if keep else work.resume_training(opened)
        else:
            spec = work.train(opened, recipe, student, method)
        result = run_job(spec)
        result["queued"] = len(opened.store.queued_runs())
    held_out = f", {result['held_out_loss']:.3f} on held-out tasks" if result["held_out_loss"] is not None else ""
    return (
        result,
        f"Trained {counted(result['steps'], 'steps')} in {result['seconds']:.0f} s; loss {result['loss']}{held_out}. Run {result['run']}."
        + waiting_words(result["queued"]),
    )


@command(stillroom, "evaluate")
@project_argument
@click.option(
    "--arms",
    default="base,student,quantised",
    show_default=True,
    help="What to compare, separated by commas; icl is the base with solved training tasks before each question.",
)
@click.option("--run", help="The training run whose student is scored; the newest by default.")
@click.option("--limit", type=click.IntRange(1), help="Score on so many held-out tasks only.")
@click.option("--replay", metavar="RUN", help="Run no tool: they answer as they did in this earlier evaluation.")
@click.option("--tries", type=click.IntRange(1), default=1, help="Tries for each task; more than one is still to come.")
@click.option("--bfcl", multiple=True, help="A category of the Berkeley leaderboard. (Still to come.)")
def evaluate(
    project: Path,
    arms: str,
    run: str | None,
    limit: int | None,
    replay: str | None,
    tries: int,
    bfcl: tuple[str, ...],
) -> tuple[dict[str, Any], str]:
    """Score the student on tasks it has never seen, beside the model it was before.

    A call is exact if its tool and every argument are right (the rules of the Berkeley Function Calling Leaderboard).
    """
    if tries != 1 or bfcl:
        raise not_built("More than one try, and the Berkeley leaderboard,")
    with usage():
        names = tuple(arm_name(arm.strip()) for arm in arms.split(","))
    with open_to_write(project) as opened:
        result = run_job(work.evaluate(opened, EvaluateParams(names, run, limit=limit, replay=replay)))
    return result, scorecard(result)


def scorecard(result: dict[str, Any]) -> str:
    """A result of `evaluate` as a table, with what has to be said beside it."""
    arms = msgspec.convert(result["arms"], dict[str, ArmScore])
    backends = "; ".join(f"{name}: {arm.backend}, {arm.tokens_per_second:.0f} tokens/s" for name, arm in arms.items())
    return f"{table(arms)}\n{counted(result['tasks'], 'held-out tasks')}; in brackets right/n and the 95 % interval.\n{backends}"


@command(stillroom, "chat")
@project_argument
@click.option("--arm", default="student", show_default=True, help="Whom to talk to: base, icl, student or quantised.")
@click.option("--prompt", help="Say one thing, and print the whole trajectory.")
@click.option("--run", help="The training run; the newest by default.")
@click.option("--task", metavar="ID", help="Begin in the initial state of this task, where tools have a state.")
@click.option("--allow-changes", is_flag=True, help="Run tools that change something without asking first.")
def chat(
    project: Path, arm: str, prompt: str | None, run: str | None, task: str | None, allow_changes: bool
) -> tuple[dict[str, Any], str]:
    """Talk to a student and watch its tool calls, which really run.

    A tool that changes something is asked for first. Where nobody can be asked, with --json or without a terminal, it does
    not run unless --allow-changes is given.
    """
    can_ask = sys.stdin.isatty() and "--json" not in sys.argv
    with usage():
        whom = arm_name(arm)
    params = ChatParams(whom, prompt, run, task, "allow" if allow_changes else "ask" if can_ask else "refuse")
    with open_to_write(project) as opened:
        if prompt is None:
            return converse(opened, params)
        result = run_job(work.chat(opened, params))
    return result, transcript(result["trajectory"])
