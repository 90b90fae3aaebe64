"""The job `chat`, with a scripted model in the place of llama.cpp and tools that really run."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from stillroom.conversation import Message, ToolCall, ToolSpec
from stillroom.jobs import Asked, Event, Finished, JobContext, Note, Progress, Ran, Said, Stage
from stillroom.models import Reply
from stillroom.project import Project
from stillroom.serving import Arm, ChatParams, chat
from stillroom.store import Method, Run
from stillroom.students import Student
from stillroom.tasks import make_project
from stillroom.templates import CHATML
from stillroom.trajectories import COT_PROMPT

CALL = ToolCall("call-1", "encrypt_text", {"text": "abc", "cipher": "caesar", "key": "3"})
CALLING, ANSWER = Message("assistant", tool_calls=(CALL,)), Message("assistant", "It is def.")
Chat = Callable[..., Iterator[Event]]


class Script:
    """A model that says these one after another, in a `with` block as GgufModel is used."""

    def __init__(self, *replies: Message | Reply) -> None:
        self.replies = list(replies)
        self.asked: list[tuple[str, int]] = []

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        self.asked.append((messages[0].content, len(tools)))
        reply = self.replies.pop(0)
        return reply if isinstance(reply, Reply) else Reply(reply)

    def __enter__(self) -> "Script":
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "project", "cipher-desk") as project:
        yield project


@pytest.fixture
def context(project: Project) -> JobContext:
    project.store.start_run(Run("chat-1", "chat", "running", 0.0))
    return JobContext(project, "chat-1", project.run_folder("chat-1"), threading.Event(), queue.Queue())


@pytest.fixture
def chatting(context: JobContext, monkeypatch: pytest.MonkeyPatch) -> Chat:
    """Starts the job with that model, prompts in its inbox, and the end of input after them if `end`."""

    def start(
        script: Script,
        prompts: Sequence[str] = ("Encrypt abc.",),
        end: bool = True,
        method: Method = "agent",
        **params: Any,
    ) -> Iterator[Event]:
        def opened(*_: Any) -> Iterator[Event]:
            yield Stage("Converting the base to GGUF")
            return Arm("base", Path("base.gguf"), Student("tiny", Path("tiny"), CHATML), "", "a script", method)

        in_job = chat.__globals__  # the package's name `chat` is the function, not its module
        monkeypatch.setitem(in_job, "open_arm", opened)
        monkeypatch.setitem(in_job, "GgufModel", lambda *_, **__: script)
        for prompt in prompts:
            context.inbox.put({"prompt": prompt})
        if end:
            context.inbox.put(None)
        return chat(context, ChatParams("base", **params))

    return start


def test_each_reply_and_each_call_is_told_before_what_comes_next(context: JobContext, chatting: Chat) -> None:
    script = Script(CALLING, ANSWER)
    events = chatting(script=script)
    assert [next(events), next(events)] == [Stage("Converting the base to GGUF"), Stage("Chatting")]
    assert next(events) == Said(CALLING)
    assert script.replies == [ANSWER]
    ran, seen, answer, progress, finished = events
    assert isinstance(ran, Ran)
    assert (ran.execution.call, ran.execution.ok, ran.execution.result) == ("call-1", True, "def")
    assert seen == Said(Message("tool", "def", tool_call_id="call-1", name="encrypt_text"))
    assert (answer, progress) == (Said(ANSWER), Progress(1, 1))
    assert isinstance(finished, Finished)
    stored = context.project.store.trajectory(finished.result["id"])
    assert stored
    assert [message.role for message in stored.messages] == ["system", "user", "assistant", "tool", "assistant"]
    assert context.project.store.executions(stored.id) == [ran.execution]


def test_a_student_of_chains_of_thought_is_asked_as_it_was_trained(context: JobContext, chatting: Chat) -> None:
    script = Script(ANSWER)
    *_, finished = chatting(script=script, method="cot")
    assert script.asked == [(COT_PROMPT, 0)]
    assert isinstance(finished, Finished)
    stored = context.project.store.trajectory(finished.result["id"])
    assert stored and (stored.method, context.project.store.tool_set(stored.tool_set)) == ("cot", ())


def test_a_second_prompt_goes_on_with_the_conversation(chatting: Chat) -> None:
    events = list(chatting(script=Script(ANSWER, Message("assistant", "Yes.")), prompts=("Hello.", "Really?")))
    assert events[2:-1] == [Said(ANSWER), Progress(1, 1), Said(Message("assistant", "Yes.")), Progress(2, 2)]
    assert isinstance(events[-1], Finished)
    assert [
        message["role"] for message in events[-1].result["trajectory"]
    ] == "system user assistant user assistant".split()


def test_what_was_wrong_with_a_reply_is_said_and_the_conversation_goes_on(chatting: Chat) -> None:
    bad = Message("assistant", "<tool_call>{</tool_call>")
    events = list(
        chatting(script=Script(Reply(bad, problem="No valid JSON."), ANSWER), prompts=("Encrypt abc.", "Again."))
    )
    assert events[2:-1] == [Said(bad), Note("No valid JSON."), Progress(1, 1), Said(ANSWER), Progress(2, 2)]


def test_a_chat_that_is_stopped_while_it_answers_keeps_what_was_said(context: JobContext, chatting: Chat) -> None:
    events = chatting(script=Script(CALLING, ANSWER), prompts=("Encrypt abc.", "And again."), end=False)
    for event in events:
        if event == Said(CALLING):
            context.stop.set()
            break
    *_, note, progress, finished = events
    assert (note, progress) == (Note("It was stopped before it had answered."), Progress(1, 1))
    assert isinstance(finished, Finished)
    assert [message["role"] for message in finished.result["trajectory"]] == "system user assistant tool".split()


WRITE = ToolCall("call-2", "write_note", {"text": "hi"})
WRITING = Message("assistant", tool_calls=(WRITE,))
DENIED = "Error: the user did not allow this call of write_note."


@pytest.fixture
def note(project: Project) -> dict[str, Any]:
    """A tool that changes something, added to the project."""
    tool = {
        "name": "write_note",
        "description": "Keep a note.",
        "parameters": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
        "effects": "changes",
        "implementation": {
            "kind": "python",
            "source": "def write_note(text): return 'kept ' + text",
            "entry": "write_note",
        },
    }
    project.store.set_tools([*project.store.tools(), tool])
    return tool


def results(events: Sequence[Event]) -> list[tuple[bool, str]]:
    return [(event.execution.ok, event.execution.result) for event in events if isinstance(event, Ran)]


@pytest.mark.parametrize(
    ("allow", "result"), [(True, (True, "kept hi")), (False, (False, DENIED)), ("yes", (False, DENIED))]
)
def test_a_tool_that_changes_something_runs_once_it_is_allowed(
    note: dict[str, Any], context: JobContext, chatting: Chat, allow: Any, result: tuple[bool, str]
) -> None:
    events = chatting(Script(WRITING, ANSWER, WRITING, ANSWER), prompts=("Note it.",), end=False)
    seen: list[Event] = []
    for event in events:
        seen.append(event)
        if isinstance(event, Asked):
            context.inbox.put({"call": "another", "allow": True})
            if len(seen) < 6:
                context.inbox.put({"prompt": "Again."})
            context.inbox.put({"call": event.call.id, "allow": allow})
            if len(seen) > 6:
                context.inbox.put(None)
    asked = [event for event in seen if isinstance(event, Asked)]
    assert asked == [Asked(WRITE)] * 2  # the second one is asked anew, though its call has the same id
    assert results(seen) == [result, result]
    assert seen[2:5] == [Said(WRITING), Asked(WRITE), seen[4]]
    assert isinstance(seen[-1], Finished)
    assert [message["role"] for message in seen[-1].result["trajectory"]].count("user") == 2


def test_nobody_is_asked_about_what_only_reads_or_cannot_run(
    note: dict[str, Any], project: Project, chatting: Chat
) -> None:
    wrong = Message(
        "assistant", tool_calls=(ToolCall("call-3", "write_note", {"words": 1}), ToolCall("call-4", "nothing", {}))
    )
    events = list(chatting(Script(CALLING, wrong, ANSWER)))
    assert not [event for event in events if isinstance(event, Asked)]
    assert [ok for ok, _ in results(events)] == [True, False, False]
    project.store.set_tools([note | {"ask": False}])
    assert results(list(chatting(Script(WRITING, ANSWER)))) == [(True, "kept hi")]


def test_parallel_calls_are_asked_about_one_after_another(
    note: dict[str, Any], context: JobContext, chatting: Chat
) -> None:
    calls = [ToolCall(f"call-{number}", "write_note", {"text": str(number)}) for number in range(3)]
    seen: list[str] = []
    events = []
    for event in chatting(Script(Message("assistant", tool_calls=(*calls, CALL)), ANSWER), end=False):
        events.append(event)
        if isinstance(event, Asked):
            seen.append(event.call.id)
            context.inbox.put({"call": event.call.id, "allow": event.call.id != "call-1"})
        if isinstance(event, Progress):
            context.inbox.put(None)
    assert seen == ["call-0", "call-1", "call-2"]
    assert results(events) == [(True, "kept 0"), (False, DENIED), (True, "kept 2"), (True, "def")]


@pytest.mark.parametrize("how", ["end", "stop"])
def test_a_question_that_nobody_answers_ends_with_the_conversation(
    note: dict[str, Any], context: JobContext, chatting: Chat, how: str
) -> None:
    events = []
    for event in chatting(Script(WRITING, ANSWER), end=False):
        events.append(event)
        if isinstance(event, Asked):
            context.inbox.put(None) if how == "end" else context.stop.set()
    assert results(events) == [(False, "Error: the conversation ended before the user had allowed write_note.")]
    assert isinstance(events[-1], Finished)


@pytest.mark.parametrize(("changes", "ok"), [("allow", True), ("refuse", False)])
def test_where_nobody_can_be_asked_it_was_decided_before(
    note: dict[str, Any], chatting: Chat, changes: str, ok: bool
) -> None:
    events = list(chatting(Script(WRITING, ANSWER), changes=changes))
    assert not [event for event in events if isinstance(event, Asked)]
    assert [done for done, _ in results(events)] == [ok]
    assert ok or "nobody was there to allow it" in results(events)[0][1]
