"""The job `evaluate`, with a scripted model in the place of llama.cpp."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tokenizers import Tokenizer

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory
from stillroom.evaluation import ArmScore, EvaluateParams, evaluate, rate, scoring
from stillroom.evaluation.scoring import longest_reply
from stillroom.jobs import Event, Finished, JobSpec, Scored, Stage, run_here
from stillroom.models import Reply
from stillroom.project import Project
from stillroom.serving import Arm
from stillroom.store import Check, Method, Task, WorkedCall
from stillroom.students import find_student
from stillroom.trajectories import COT_PROMPT

SHOUT = {
    "name": "shout",
    "description": "Write a text in capital letters.",
    "parameters": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    "implementation": {"kind": "python", "source": "def shout(text):\n    return text.upper()\n", "entry": "shout"},
}


class Student:
    """A model that shouts the last word it is told, with the tool where it has it, and is wrong about `b`."""

    def __init__(self, *_: Any, **__: Any) -> None:
        self.name = "tiny"

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        if messages[-1].role == "tool":
            return Reply(Message("assistant", f"It is {messages[-1].content}."))
        word = messages[-1].content.split()[-1]
        if tools and word != "thanks":
            return Reply(Message("assistant", tool_calls=(ToolCall("1", "shout", {"text": word.replace("b", "x")}),)))
        assert tools or messages[0].content == COT_PROMPT
        return Reply(Message("assistant", f"It is {word.replace('b', 'x').upper()}.", thought="In capitals."))

    def __enter__(self) -> "Student":
        return self

    def __exit__(self, *_: object) -> None: ...


def shouting(word: str, **fields: Any) -> Task:
    return Task(
        f"task-{word}",
        f"Shout {word}",
        split="held_out",
        solution=((WorkedCall("shout", {"text": word}),),),
        results=((word.upper(),),),
        **fields,
    )


@pytest.mark.parametrize("method", ["agent", "cot"])
def test_calls_and_answers_are_scored_and_a_chain_of_thought_by_its_answers_alone(
    method: Method, tmp_path: Path, tiny_student: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(*_: Any) -> Iterator[Event]:
        yield Stage("Looking for the file")
        return Arm("base", Path("base.gguf"), find_student(str(tiny_student)), "", "a script", method)

    in_job = evaluate.__globals__  # the package's name `evaluate` is the function, not its module
    monkeypatch.setitem(in_job, "open_arm", opened)
    monkeypatch.setattr(scoring, "GgufModel", Student)
    with Project.create(tmp_path / "project") as project:
        project.store.set_tools([SHOUT])
        checked = shouting("c", check=msgspec.convert({"answer": {"matches": "^It is [A-Z]"}}, Check))
        thanks = Task("thanks", "No more, thanks", kind="chat", split="held_out", solution=())
        project.store.add_tasks([shouting("a"), shouting("b"), checked, thanks])
        params = msgspec.to_builtins(EvaluateParams(("base",)))
        events = list(
            run_here(JobSpec("stillroom.evaluation:evaluate", "evaluate", str(project.folder), "evaluate-1", params))
        )
        stored = {
            score.task: project.store.trajectory(score.trajectory) for score in project.store.scores("evaluate-1")
        }
        answers = {score.task: score.answer for score in project.store.scores("evaluate-1")}
    assert isinstance(events[-1], Finished)
    arm = msgspec.convert(events[-1].result["arms"]["base"], ArmScore)
    assert answers == {"task-a": True, "task-b": False, "task-c": True, "thanks": None}
    assert (arm.answer, arm.method) == (rate(2, 3), method)
    assert (arm.exact, arm.no_call) == ((rate(2, 3), rate(1, 1)) if method == "agent" else (rate(0, 0), rate(0, 0)))
    right = {event.task for event in events if isinstance(event, Scored) and event.exact}
    assert right == {"task-a", "task-c"} | ({"thanks"} if method == "agent" else set())
    assert {trajectory and trajectory.method for trajectory in stored.values()} == {method}


def test_a_reply_may_be_a_little_longer_than_the_longest_right_one(tiny_student: Path) -> None:
    call = WorkedCall("hash_text", {"text": "north wind " * 9, "algorithm": "md5"})
    task = Task("one", "Hash it.", thoughts=("Hash, md5.", "Done."), solution=((call,),), answer="md5: 0")
    text = (
        f'Thought: Hash, md5.\n<tool_call>{{"name": "hash_text", "arguments": '
        f'{{"algorithm":"md5","text":"{call.arguments["text"]}"}}}}</tool_call><|im_end|>\n'
    )
    student = find_student(str(tiny_student))
    tokens = len(Tokenizer.from_file(str(tiny_student / "tokenizer.json")).encode(text, add_special_tokens=False).ids)
    assert longest_reply([task], [], student) == round(1.1 * tokens)
    thoughtful = Message("assistant", thought="First I look at the wind, then at the north. " * 9)
    taught = Trajectory("t", "one", "agent", "", (Message("user", "Hash it. " * 999), thoughtful))
    assert longest_reply([task], [taught], student) > 1.2 * tokens
