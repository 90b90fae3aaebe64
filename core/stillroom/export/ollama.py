"""The job `export ollama`: the trained student as a model in Ollama, and the proof that it calls tools there.

It is made under a name of its own first. Only when Ollama renders what the student was trained on, lists it as a tool caller and
has read calls of held-out tasks does it take the name asked for; until then nothing of the user's is touched.
"""

import asyncio
import re
from collections.abc import Generator, Iterator
from typing import Any

from stillroom.conversation import Trajectory, new_id, tool_set_digest
from stillroom.errors import KnownError, ProjectError
from stillroom.export.card import base_and_licence
from stillroom.export.case import STOCK_TEMPLATE, ask_langchain, check_langchain, stock_gguf
from stillroom.export.examples import question_for
from stillroom.export.ours import MADE_HERE, Names, clear_abandoned, forget, free_previous, names_of, taken
from stillroom.export.params import OllamaParams
from stillroom.export.parity import Conversation, first_difference
from stillroom.export.report import REPORT, ollama_report
from stillroom.jobs import Cancelled, Event, Finished, JobContext, Note, Progress, Said, Scored, Stage, in_turn
from stillroom.place import sha256_of
from stillroom.serving import CONTEXT, Arm, open_arm
from stillroom.serving.ollama_model import OllamaModel, to_ollama
from stillroom.serving.ollama_server import Ollama, OllamaError, Shown
from stillroom.store import Score, Task
from stillroom.students import start_ollama
from stillroom.tasks import compare_solution, sample_facts
from stillroom.tools import PACKAGES, Tool, needed_environment, tool_from_json
from stillroom.trajectories import SYSTEM_PROMPT, in_sandbox, play_tasks

_OLDEST = (0, 11, 8)
"""The first Ollama that shows the prompt that it makes, without which nothing is proved (api/types.go, DebugRenderOnly)."""
_TEXT_CALL = "Ollama gave the call as plain text."


def export_ollama(context: JobContext, params: OllamaParams) -> Iterator[Event]:
    """Make the files, send them, create, compare the prompt, try held-out tasks, and only then take the name."""
    tools = [tool_from_json(tool) for tool in context.project.store.tools()]
    tasks = _tried(context, params.tasks)
    names = names_of(params.name, context.project.folder)
    question = _case_question(context, tasks) if params.case else None
    with Ollama(params.host) as server:
        yield Stage("Looking for Ollama")
        version = _version(server, params)
        _check_version(version)
        yield Note(f"Ollama {version} answers at {server.address}.")
        _check_free(server, names, params)
        for left in clear_abandoned(server, context.project.folder):
            yield Note(f"Removed {left}, which an earlier export had left behind.")
        arm = yield from open_arm(context.project, "quantised", params.run, params.quant, context.stop)
        if arm.method == "cot":
            raise KnownError(
                "A student without tools",
                f"The run {arm.run} trained on chains of thought, so its student calls no tool, and nothing could be proved there.",
                "Name a run of the method agent with --run, or write the file with: stillroom export gguf",
            )
        try:
            shown = yield from _make(context, server, arm, names.candidate)
            if shown is None:
                yield Cancelled("Stopped. Nothing was changed in Ollama.")
                return
            yield Stage("Comparing the prompt")
            _compare(server, names.candidate, arm)
            counts = {}
            for stream in (False, True):
                right = yield from _try_tasks(context, server, names.candidate, arm, tools, tasks, stream)
                if context.stop.is_set():
                    yield Cancelled("Stopped before it was proved. Nothing was changed in Ollama.")
                    return
                counts["streamed" if stream else "plain"] = right
            yield Stage("Taking the name")
            previous = _take(server, names, params)
        finally:
            forget(server, names.candidate)
        case = None
        if question:
            try:
                case = yield from _tell_case(context, server, names, question, tools)
            except OllamaError as error:  # the student is there and proved: that is not to be lost
                yield Note(f"The case could not be told: {error.message}")
    result = {
        "model": names.asked,
        "host": server.address,
        "version": version,
        "capabilities": list(shown.capabilities),
        "parity": True,
        "verified": {"right": sum(counts.values()), "n": len(counts) * len(tasks)},
        "per_way": {way: {"right": right, "n": len(tasks)} for way, right in counts.items()},
        "previous": previous,
        "quant": params.quant,
        "run": arm.run,
        "case": case,
    }
    report = context.folder / REPORT
    report.write_text(ollama_report(result, tools, question_for(tools, tasks)), encoding="utf-8")
    yield Finished(result | {"report": str(report)})


def _version(server: Ollama, params: OllamaParams) -> str:
    """The version of the server that answers; started first where that was asked for and it is to be here."""
    try:
        return server.version()
    except OllamaError:
        if not (params.start and params.host is None and start_ollama()):
            raise
        return server.version()


def _check_version(version: str) -> None:
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:3])
    if (0, 0, 0) < numbers < _OLDEST:  # what people build themselves calls itself 0.0.0
        oldest = ".".join(map(str, _OLDEST))
        raise OllamaError(
            "This Ollama is too old",
            f"Version {version} cannot show the prompt that it makes, so nothing could be proved there.",
            f"Update it to {oldest} or newer, from ollama.com.",
        )


def _check_free(server: Ollama, names: Names, params: OllamaParams) -> str | None:
    """What the model that has the name would be kept as; None if there is none."""
    before = server.show(names.asked)
    if before is None:
        return None
    previous = free_previous(server, names)
    if not params.replace:
        raise taken(names, before, previous)
    return previous


def _take(server: Ollama, names: Names, params: OllamaParams) -> str | None:
    """Give the candidate its name; what had it is kept, and what it is kept as is returned."""
    previous = _check_free(server, names, params)  # again: meanwhile someone may have made a model of that name
    if previous:
        server.copy(names.asked, previous)
    server.copy(names.candidate, names.asked)
    return previous


def _tried(context: JobContext, count: int) -> list[Task]:
    """Held-out tasks that need a call, as many of each kind as can be."""
    needing = [
        task for task in context.project.store.tasks("held_out") if task.solution is not None and task.needs_call
    ]
    kinds: dict[str, list[Task]] = {}
    for task in needing:
        kinds.setdefault(task.kind, []).append(task)
    rounds = max((len(tasks) for tasks in kinds.values()), default=0)
    tasks = [tasks[n] for n in range(rounds) for tasks in kinds.values() if n < len(tasks)][:count]
    if not tasks:
        raise ProjectError(
            "Nothing to prove it with",
            "The project has no held-out tasks that need a call.",
            "Add some with: stillroom tasks import FILE",
        )
    return tasks


def _make(context: JobContext, server: Ollama, arm: Arm, name: str) -> Generator[Event, None, Shown | None]:
    """Send the file and create the model under `name`; None if it was stopped before that."""
    size, sha256 = arm.path.stat().st_size, sha256_of(arm.path)
    yield Stage("Sending the model to Ollama", size, "bytes")
    for sent in server.upload(arm.path, sha256, context.stop):
        yield Progress(sent, size)
    if context.stop.is_set():
        return None
    yield Stage("Creating the model")
    family = arm.student.family
    steps = server.create(
        name,
        sha256,
        template=family.ollama_template,
        system=SYSTEM_PROMPT,
        # Older servers repeat less than they should by default, and below 24 GiB of GPU memory read 4096 tokens or fewer.
        parameters={"stop": list(family.stop), "repeat_penalty": 1.0, "temperature": 0.0, "num_ctx": CONTEXT},
        license=f"{MADE_HERE}, project {context.project.folder.name}, run {arm.run}.\n{base_and_licence(arm.student.name)}",
    )
    for step in steps:
        yield Note(step)
    shown = server.show(name)
    if shown is None or "tools" not in shown.capabilities:
        listed = ", ".join(shown.capabilities) if shown else "nothing"
        raise OllamaError(
            "Ollama sees no tools in it",
            f"Ollama made the model, but says that it is capable of: {listed}.",
            "Update Ollama, then export again.",
        )
    return shown


def _compare(server: Ollama, name: str, arm: Arm) -> None:
    family = arm.student.family

    def rendered(conversation: Conversation) -> str:
        messages = [to_ollama(message, family) for message in conversation.messages]
        if not any(message.role == "system" for message in conversation.messages):
            messages.insert(0, {"role": "system", "content": ""})  # else Ollama puts the model's own there
        return server.render(name, messages, conversation.tools)

    if difference := first_difference(family, rendered):
        raise OllamaError(
            "Ollama reads another text",
            f"Ollama's prompt is not what the student was trained on: {difference}.",
            "Nothing was changed in Ollama. Update it, and report this if it stays.",
        )


def _try_tasks(
    context: JobContext, server: Ollama, name: str, arm: Arm, tools: list[Tool], tasks: list[Task], stream: bool
) -> Generator[Event, None, int]:
    """Let the model solve the tasks with really running tools, and count those whose calls are all right."""
    store = context.project.store
    specs = [tool.spec for tool in tools]
    way = "ollama, streamed" if stream else "ollama, plain"
    yield (
        Stage("Trying tool calls, streamed", len(tasks), "tasks")
        if stream
        else Stage("Trying tool calls", len(tasks), "tasks")
    )
    model = OllamaModel(server, name, arm.student.family, stream=stream)
    right, as_text, called = 0, 0, 0
    running = in_sandbox(store, tools, 1)
    played = in_turn(play_tasks(lambda _: model, tasks, specs, running, 1, context.stop))
    for done, (task, rollout) in enumerate(played, start=1):
        trajectory = Trajectory(new_id("trajectory"), task.id, "agent", tool_set_digest(specs), rollout.messages)
        compared = compare_solution(task, trajectory, specs)
        reason = compared.reason or rollout.problem
        score = Score(
            arm=way,
            task=task.id,
            trajectory=trajectory.id,
            exact=compared.exact,
            name=compared.name,
            reason=reason,
            completion_tokens=rollout.completion_tokens,
            seconds=rollout.seconds,
        )
        store.add_trajectory(trajectory, context.run, rollout.executions)
        store.add_score(context.run, score)
        right += compared.exact
        called += bool(trajectory.calls)
        as_text += rollout.problem == _TEXT_CALL
        yield Scored(way, task.id, trajectory.id, compared.exact, reason)
        yield Progress(done, len(tasks))
    if not called and not context.stop.is_set():
        what = (
            f"it gave {as_text} of {len(tasks)} calls as plain text instead of as calls"
            if as_text
            else f"it made no call in {len(tasks)} tasks that need one"
        )
        raise OllamaError(
            "No tool call came through",
            f"Ollama runs the model, but {what}.",
            "See how the student does in the scorecard; if it is good there, report this with the run's log.",
        )
    return right


def _case_question(context: JobContext, tasks: list[Task]) -> str:
    check_langchain()
    sample = context.project.store.fact("sample")
    return str(sample_facts(sample)["case"]) if sample else tasks[0].turns[0]


def _tell_case(
    context: JobContext, server: Ollama, names: Names, question: str, tools: list[Tool]
) -> Generator[Event, None, dict[str, Any] | None]:
    """The stock model's conversation and the student's, each as OpenAI messages; None if it was stopped before the first."""
    stock, file = names.candidate, stock_gguf()
    size, sha256 = file.stat().st_size, sha256_of(file)
    yield Stage("Sending the stock model to Ollama", size, "bytes")
    told = {}
    try:
        for sent in server.upload(file, sha256, context.stop):
            yield Progress(sent, size)
        if context.stop.is_set():
            return None
        for step in server.create(stock, sha256, template=STOCK_TEMPLATE, license=f"{MADE_HERE}, for a comparison."):
            yield Note(step)
        for who, model in (("stock", stock), ("student", names.asked)):
            yield Stage(f"Asking the {who} model through LangChain")
            environment = needed_environment(context.project.store.fact(PACKAGES, []))
            messages = asyncio.run(ask_langchain(server.address, model, question, tools, environment))
            for message in messages:
                yield Said(message)
            told[who] = [message.to_openai() for message in messages]
    finally:
        forget(server, stock)
    return {"question": question, **told}
