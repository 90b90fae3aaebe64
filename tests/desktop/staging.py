"""The sample project's long work, played: what the window would see of real jobs, with figures like those of a real run."""

import math
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from fake_jobs import HARDWARE, FakeJob, FakeRunner

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory, new_id
from stillroom.evaluation import arm_score
from stillroom.export import OllamaParams
from stillroom.jobs import HeldOut, Note, Progress, Ran, Said, Scored, Stage, Step, Taught
from stillroom.serving import CHATTING, ArmName
from stillroom.store import Execution, Payment, Score, Task, Verdict, VerdictStage
from stillroom.tasks import compare_calls, result_text
from stillroom.tools import tool_from_json
from stillroom_desktop.workspace import Workspace

ARMS: dict[ArmName, str] = {
    "base": "llama.cpp, F16",
    "student": "llama.cpp, F16",
    "quantised": "llama.cpp, Q4_K_M",
}
SKILL: dict[ArmName, tuple[float, float]] = {"base": (0.0, 0.9), "student": (0.78, 0.7), "quantised": (0.72, 0.7)}
"""How often an arm makes the right call, and how often it makes none where none is right."""

STEPS = 72
SECONDS = 9.4  # of a training step


class Understudy:
    """Plays the jobs of a workspace's open project."""

    def __init__(self, workspace: Workspace, fake: FakeRunner) -> None:
        self.workspace = workspace
        self.fake = fake
        self._chance = random.Random(7)

    # Teach

    def break_a_tool(self) -> list[dict[str, Any]]:
        """Give a tool a mistake, so that solutions are rejected; the tools as they were before."""
        tools = self.workspace.store.tools()
        broken = [
            tool | {"implementation": tool["implementation"] | {"source": _with_a_mistake(tool)}} for tool in tools
        ]
        self.workspace.store.set_tools(broken)
        assert self.workspace.trust()
        return tools

    def teach(self, batch: int = 40) -> Iterator[None]:
        """Teach really, in this process; each time it is asked, so many events more."""
        self.workspace.teach()
        return self.fake.job("teach").run_really(batch)

    def solve(self, job: FakeJob, task: Task, stage: VerdictStage | None = None, reason: str = "") -> Taught:
        """Store what a model that is paid made of a task, and what it cost; the event that tells it."""
        store, run = self.workspace.store, job.spec.run
        said = (Message("user", task.turns[0]), Message("assistant", "Done."))
        trajectory = Trajectory(new_id("trajectory"), task.id, "agent", store.keep_tool_set([]), said)
        tools = tuple(call.name for step in task.solution or () for call in step)
        store.add_trajectory(trajectory, run, (), [Verdict(stage or "check", stage is None, reason)])
        seconds, cost = round(self._chance.uniform(0.6, 3.0), 3), round(self._chance.uniform(5e-4, 15e-4), 6)
        store.add_payment(run, Payment("teach", "openai", "gpt-4.1-mini", 900, 120, cost, seconds, task.id))
        return Taught(task.id, trajectory.id, stage is None, reason, stage, tools, seconds, cost)

    # Train

    def start_training(self) -> FakeJob:
        self.workspace.train()
        return self.fake.job("train")

    def load(self, job: FakeJob) -> None:
        job.feed(
            Stage("Loading the student"),
            Note("575 samples share their first 546 tokens. Training on cpu, bf16 weights, fp32 adapter."),
        )

    def train(self, job: FakeJob, first: int, last: int) -> None:
        """Do these steps, from `first` to `last`."""
        if job.stage is None or job.stage.name != "Training":
            job.feed(Stage("Training", STEPS, "steps"))
        for step in range(first, last + 1):
            job.feed(self._step(step))
            if step % 8 == 0 and step < STEPS:
                job.feed(HeldOut(step, round(0.06 + 1.2 * math.exp(-step / 6) + 0.0004 * max(0, step - 44), 4)))

    def end_training(self, job: FakeJob) -> None:
        job.feed(Stage("Measuring the loss on held-out tasks"), HeldOut(STEPS, 0.0686))
        job.finish(
            {
                "run": job.spec.run,
                "student": job.spec.params["student"],
                "steps": STEPS,
                "samples": 575,
                "loss": 0.0451,
                "held_out_loss": 0.0686,
                "seconds": STEPS * SECONDS,
                "tokens_per_second": 436.1,
                "peak_memory_gb": 5.6,
                "resumed_from": None,
            }
        )

    def _step(self, step: int) -> Step:
        noise = self._chance.lognormvariate(0, 0.45)
        loss = 1.9 * math.exp(-step / 3.4) + (0.05 + 0.12 * math.exp(-step / 25)) * noise
        rate = 0.002 * min(1.0, step / 4) * (1 - max(0, step - 4) / (STEPS - 4))
        speed = 436 + 30 * math.sin(step / 5) + 14 * self._chance.random()
        memory = 2.6 + 3.0 * (1 - math.exp(-step / 18))
        return Step(step, STEPS, round(loss, 4), rate, speed, memory, (STEPS - step) * SECONDS)

    # Evaluate

    def start_scoring(self) -> FakeJob:
        self.workspace.evaluate()
        return self.fake.job("evaluate")

    def score(self, job: FakeJob, arm: ArmName, share: float = 1.0) -> None:
        """Let an arm do the held-out tasks that it has not done, up to this share of all."""
        store = self.workspace.store
        tasks = self.held_out()
        done = {score.task for score in store.scores(job.spec.run) if score.arm == arm}
        todo = [task for task in tasks[: round(len(tasks) * share)] if task.id not in done]
        job.feed(Stage(f"Scoring {arm} ({ARMS[arm]})", len(tasks) - len(done), "tasks"))
        specs = [tool_from_json(tool).spec for tool in store.tools()]
        events: list[Scored | Progress] = []
        for at, task in enumerate(todo, start=1):
            score = self._do(job, arm, task, specs)
            events += [
                Scored(arm, task.id, score.trajectory, score.exact, score.reason),
                Progress(at, len(tasks) - len(done), (len(tasks) - at) * 2.1),
            ]
        job.feed(*events)

    def end_scoring(self, job: FakeJob) -> None:
        by_id = {task.id: task for task in self.held_out()}
        scores = self.workspace.store.scores(job.spec.run)
        pairs = {arm: [(by_id[score.task], score) for score in scores if score.arm == arm] for arm in ARMS}
        arms = {arm: msgspec.to_builtins(arm_score(pairs[arm], backend)) for arm, backend in ARMS.items()}
        seconds = dict.fromkeys(ARMS, 140.0)
        run = job.spec.params["run"]
        self._keep_files(run)
        job.finish({"arms": arms, "run": run, "tasks": len(by_id), "seconds": seconds, "gate": None})

    def _keep_files(self, run: str) -> None:
        """What scoring makes on its way stays in the training's folder; here it is holes, which take no room."""
        assert self.workspace.project
        folder = self.workspace.project.run_folder(run)
        for quant, size in (("F16", 270_898_528), ("Q4_K_M", 105_454_432)):
            with (folder / f"student-{quant}.gguf").open("wb") as file:
                file.truncate(size)

    def held_out(self) -> list[Task]:
        return [task for task in self.workspace.store.tasks("held_out") if task.solution is not None]

    def _do(self, job: FakeJob, arm: ArmName, task: Task, specs: list[ToolSpec]) -> Score:
        """A task as this arm does it: as it was worked, or with a mistake."""
        store = self.workspace.store
        right = self._chance.random() < SKILL[arm][0 if task.needs_call else 1]
        messages, executions = self._played(task, arm, right)
        trajectory = Trajectory(new_id("trajectory"), task.id, "agent", store.keep_tool_set(specs), tuple(messages))
        same = compare_calls(task.solution or (), trajectory.calls, specs)
        tokens, seconds = 38 + self._chance.randrange(30), 0.9 + self._chance.random() * (5 if arm == "student" else 2)
        score = Score(arm, task.id, trajectory.id, same.exact, same.name, same.reason, tokens, seconds)
        store.add_trajectory(trajectory, job.spec.run, executions)
        store.add_score(job.spec.run, score)
        return score

    def _played(self, task: Task, arm: ArmName, right: bool) -> tuple[list[Message], list[Execution]]:
        messages, executions = [Message("user", task.turns[0])], []
        if arm == "base" and task.needs_call:
            return [*messages, Message("assistant", "Sure! Here is how you could do that yourself.")], executions
        steps = list(zip(task.solution or (), task.results or (), task.thoughts or ("",) * 9, strict=False))
        for at, (step, results, thought) in enumerate(steps):
            calls = tuple(
                ToolCall(f"call-{at}-{place}", call.name, call.arguments if right else _spoilt(call.arguments))
                for place, call in enumerate(step)
            )
            messages.append(Message("assistant", thought=thought, tool_calls=calls))
            for call, result in zip(calls, results, strict=False):
                executions.append(Execution(call.id, call.name, call.arguments, True, result_text(result), 0.003))
                messages.append(Message("tool", result_text(result), tool_call_id=call.id, name=call.name))
        if not task.needs_call and not right:
            call = ToolCall("call-0-0", "count_words", {"text": task.turns[0]})
            messages.append(Message("assistant", thought="Counting needs count_words.", tool_calls=(call,)))
            executions.append(Execution(call.id, call.name, call.arguments, True, "6", 0.002))
            messages.append(Message("tool", "6", tool_call_id=call.id, name=call.name))
        return [*messages, Message("assistant", task.answer or "Done.")], executions

    # Chat

    def call_in_chat(self, job: FakeJob) -> None:
        """The student thinks, and calls a tool that is still running."""
        thought = "Caesar with a shift of 3: encrypt_text, with the text as it is quoted."
        arguments = {"text": "meet me at the old mill", "cipher": "caesar", "key": "3"}
        call = ToolCall("call-1", "encrypt_text", arguments)
        job.feed(Stage(CHATTING), Said(Message("assistant", thought=thought, tool_calls=(call,))))

    def answer_in_chat(self, job: FakeJob) -> None:
        """The tool has run, and the student says what came out."""
        text = "phhw ph dw wkh rog ploo"
        arguments = {"text": "meet me at the old mill", "cipher": "caesar", "key": "3"}
        job.feed(
            Ran(Execution("call-1", "encrypt_text", arguments, True, text, 0.0031)),
            Said(Message("tool", text, tool_call_id="call-1", name="encrypt_text")),
            Said(Message("assistant", f"Here it is, with every letter moved on by three: {text}")),
            Progress(1, 1),
        )

    def answer_without_a_call(self, job: FakeJob) -> None:
        """What an untrained model says."""
        words = (
            'To encrypt "meet me at the old mill" with a Caesar shift of 3, replace each letter by the one three places '
            "further on in the alphabet. The result is: phhw ph dw wkh ropp."
        )
        job.feed(Stage("Converting the base to GGUF"), Stage(CHATTING), Said(Message("assistant", words)))
        job.feed(Progress(1, 1))

    # Export

    def see_ollama(self, version: str | None) -> None:
        """Let Ollama run on this computer, or no longer."""
        self.workspace.hardware = msgspec.structs.replace(HARDWARE, ollama=version)
        self.workspace.hardware_seen.emit()

    def start_into_ollama(self, name: str = "cipher-desk") -> FakeJob:
        self.workspace.export_ollama(OllamaParams(name))
        return self.fake.job("export")

    def send_to_ollama(self, job: FakeJob) -> None:
        """As far as tool calls are tried there."""
        size = 105_454_432
        job.feed(Stage("Looking for Ollama"), Note("Ollama 0.33.0 answers at http://127.0.0.1:11434."))
        job.feed(Stage("Quantising the student to Q4_K_M"), Stage("Sending the model to Ollama", size, "bytes"))
        job.feed(Progress(size, size), Stage("Creating the model"), Note("parsing GGUF"), Note("success"))
        job.feed(Stage("Comparing the prompt"), Stage("Trying tool calls", 6, "tasks"))
        for done, exact in enumerate((True, True, False, True), start=1):
            job.feed(Scored("ollama, plain", f"task-{done}", f"trajectory-{done}", exact), Progress(done, 6))

    def end_in_ollama(self, job: FakeJob, previous: str | None = None) -> None:
        job.feed(Stage("Trying tool calls, streamed", 6, "tasks"), Progress(6, 6), Stage("Taking the name"))
        trained = self.workspace.latest("train")
        assert trained
        name = job.spec.params["name"]
        job.finish(
            {
                "model": name if ":" in name else f"{name}:latest",
                "host": job.spec.params["host"] or "http://127.0.0.1:11434",
                "version": "0.33.0",
                "capabilities": ["completion", "tools"],
                "parity": True,
                "verified": {"right": 10, "n": 12},
                "per_way": {"plain": {"right": 5, "n": 6}, "streamed": {"right": 5, "n": 6}},
                "previous": previous,
                "quant": job.spec.params["quant"],
                "run": trained.id,
                "case": None,
            }
        )

    def start_writing(self, out: Path, quant: str = "Q4_K_M") -> FakeJob:
        self.workspace.export_gguf(out, quant)
        return self.fake.job("export")

    def write(self, job: FakeJob, size: int = 105_454_432) -> None:
        """The file is there, empty but as large as a real one; no byte of it takes room on the disk."""
        out = Path(job.spec.params["out"])
        job.feed(Stage("Merging the adapter into the base"), Stage("Converting the student to GGUF"))
        job.feed(Stage("Quantising the student to Q4_K_M"), Stage(f"Writing {out}"))
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("wb") as file:
            file.truncate(size)
        digest = "2f1c0b7b8ad4f2f7d1a1f6c9a3e8d57b64c0e9925c3f4a7de81b06f5ad9c3e17"
        trained = self.workspace.latest("train")
        assert trained
        files = [{"path": str(out), "bytes": size, "sha256": digest}]
        job.finish({"files": files, "quant": job.spec.params["quant"], "run": trained.id})


def began_earlier(job: FakeJob, seconds: float) -> None:
    """Let a job have run for so long."""
    job.started = time.time() - seconds


def _spoilt(arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments with a mistake in the last one, as small students make it."""
    *_, last = arguments
    value = arguments[last]
    wrong = value[:-1] if isinstance(value, str) and len(value) > 1 else "" if isinstance(value, str) else 0
    return arguments | {last: wrong}


def _with_a_mistake(tool: dict[str, Any]) -> str:
    """Its source; that of one tool rounds what it should not."""
    source: str = tool["implementation"]["source"]
    return source.replace("return round(", "return round(2 * ") if tool["name"] == "convert_units" else source
