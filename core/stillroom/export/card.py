"""The model card: what a trained student is, what it was made of, how good it was measured to be, and what it cannot do.

Its head is the metadata that the Hugging Face hub reads from a README.md.
"""

from pathlib import Path
from typing import Any

import msgspec

from stillroom.evaluation import ArmScore, Rate
from stillroom.project import Project
from stillroom.store import Method, Run
from stillroom.students import SMOLLM2, SMOLLM2_ON_THE_HUB, WEIGHTS_NOTE, listed, on_the_hub
from stillroom.training import TrainParams
from stillroom.trajectories import COT_PROMPT, SYSTEM_PROMPT

_ARMS = {"base": "before training", "student": "trained, 16 bit", "quantised": "trained, quantised"}


def model_card(project: Project, run: Run) -> str:
    """The card of a run's student as Markdown. It holds no date and no path, so that the same run gives the same text."""
    params = msgspec.convert(run.spec["params"], TrainParams)
    agent = params.method == "agent"
    does = "calls the tools below" if agent else "thinks in steps and answers, without tools"
    parts = [
        f"---\nlicense: {_licence_tag(params.student)}\nbase_model: {base_name(params.student)}\ntags: [tool-use, stillroom]\n---",
        f"# {project.folder.name}\n\nA small model that {does}, distilled with Stillroom.",
        f"## Base\n{base_and_licence(params.student)}",
        _tools(project.store.tools())
        if agent
        else f"## Prompt\nIt expects no tools, and the system prompt:\n\n> {COT_PROMPT}",
        _data(project, run, params.method),
        _method(params, run.result),
        _scorecard(project, run),
        f"## Known limits\n{_LIMITS[params.method]}",
    ]
    return "\n\n".join(parts) + "\n"


def base_name(student: str) -> str:
    """What others know a student's base by."""
    if student == SMOLLM2:
        return SMOLLM2_ON_THE_HUB
    hub = on_the_hub(student)
    return hub.hub if hub else Path(student).name


def base_and_licence(student: str) -> str:
    """A student's base and its licence, as a sentence or two."""
    licence = "see the base model's own licence, which holds for this one too."
    if student == SMOLLM2:
        licence = f"Apache-2.0. {WEIGHTS_NOTE}"
    elif found := listed(student):
        licence = f"{found.licence.name}. {found.licence.words} {found.licence.url}"
    return f"{base_name(student)}. Licence: {licence}"


def _licence_tag(student: str) -> str:
    """The licence as the hub's metadata names it."""
    found = listed(student)
    return {"Apache 2.0": "apache-2.0", "MIT": "mit"}.get(found.licence.name if found else "", "other")


def _tools(tools: list[dict[str, Any]]) -> str:
    lines = [f"- `{tool['name']}`: {tool['description']}" for tool in tools]
    told = f"It expects these tools, in this order, and the system prompt:\n\n> {SYSTEM_PROMPT}"
    return "\n".join(["## Tools", *lines, "", told])


def _data(project: Project, run: Run, method: Method) -> str:
    counts = {"train": 0, "held_out": 0}
    for row in project.store.task_counts():
        counts[row["split"]] += row["count"]
    taught = [teach for teach in project.store.runs("teach") if teach.state == "done" and teach.started <= run.started]
    teachers = sorted({str(teach.result["teacher"]) for teach in taught if teach.result.get("teacher")})
    teacher = f" They were solved by: {', '.join(teachers)}." if teachers else ""
    return (
        f"## Data\n{run.result.get('samples', 'Its')} samples were trained on, from {counts['train']} tasks;"
        f" {counts['held_out']} tasks were held out, by situation.{teacher}"
        f" {_CHECKED[method]}"
    )


def _method(params: TrainParams, result: dict[str, Any]) -> str:
    loss = result.get("held_out_loss")
    told = f" Loss on held-out tasks: {loss:.3f}." if loss is not None else ""
    steps, planned, kept = (result.get(name) for name in ("steps", "planned_steps", "kept_step"))
    if steps and (steps, steps) != (planned or steps, kept or steps):
        told = f" It was trained for {steps} of {planned or steps} steps; kept is the student after step {kept or steps}.{told}"
    settings = ", ".join(
        f"{name} {value}" for name, value in msgspec.to_builtins(params.recipe).items() if value is not None
    )
    learnt = (
        "Agent distillation (Kang et al., arXiv 2505.17612): the student learns the teacher's thoughts, calls and answers;"
        " what tools reply is read and not learned."
        if params.method == "agent"
        else "Chain-of-thought distillation: the student learns the teacher's thoughts and answers."
    )
    return f"## Method\n{learnt} LoRA; recipe: {settings}.{told}"


def _scorecard(project: Project, run: Run) -> str:
    scored = [
        other for other in project.store.runs("evaluate") if other.state == "done" and other.result.get("run") == run.id
    ]
    if not scored:
        return "## Scorecard\nNot measured."
    arms = msgspec.convert(scored[0].result["arms"], dict[str, ArmScore])
    rows = [
        f"| {_ARMS.get(name, name)} ({arm.backend}) | {_share(arm.exact)} | {_share(arm.name)} | {_share(arm.no_call)} | {_share(arm.answer)} |"
        for name, arm in arms.items()
    ]
    return "\n".join(
        [
            "## Scorecard",
            "On held-out tasks: exact calls and right tools over those that need a call, restraint over those that need none,"
            " right answers over those that say what is right; in brackets right/n and the 95 % interval (Wilson).",
            "",
            "| model | exact calls | right tool | restraint | right answer |",
            "|---|---|---|---|---|",
            *rows,
        ]
    )


def _share(rate: Rate) -> str:
    if rate.value is None or rate.interval is None:
        return "-"
    low, high = rate.interval
    return f"{rate.value:.0%} ({round(rate.value * rate.n)}/{rate.n}, {low:.0%}-{high:.0%})"


_CHECKED: dict[Method, str] = {
    "agent": "Every call of a solution was really run, and what disagreed with its execution was dropped.",
    "cot": "Solutions with another answer than the right one were dropped.",
}
_LIMITS: dict[Method, str] = {
    "agent": """It knows the tools above and the way of asking that its tasks had: other tools, other languages and longer conversations were not
trained and not measured. It can call a tool wrongly; give it none whose effects cannot be undone without asking first.""",
    "cot": """It knows the way of asking that its tasks had: other tasks, other languages and longer conversations were not trained and not
measured. It works everything out by itself, without a tool, and can be wrong in what reads well.""",
}
