"""Tasks written by a teacher. The teacher here is a stand-in: it replies what the test tells it to."""

import asyncio
import json
import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from stillroom.conversation import Message, ToolSpec
from stillroom.models import Reply
from stillroom.store import Cell, Kind, Task, WorkedCall
from stillroom.tasks import Dropped, Intake, write_tasks
from stillroom.tools import Sandbox, Tool, tool_from_json

SOURCE = """
def shout(text):
    return text.upper()

def measure(text):
    if text == "broken":
        raise ValueError("It broke.")
    return {"length": len(text)}

def repeat(times):
    return "x" * times
"""


SHOP = """
class Shop:
    def __init__(self, stock=()):
        self.stock = list(stock)

    def sell(self, what):
        self.stock.remove(what)
        return self.stock
"""


def tool(name: str, argument: str, type: str = "string", effects: str = "reads") -> Tool:
    parameters = {"type": "object", "properties": {argument: {"type": type}}, "required": [argument]}
    code = {"kind": "python", "source": SOURCE, "entry": name}
    return tool_from_json(
        {"name": name, "description": "A tool.", "parameters": parameters, "implementation": code, "effects": effects}
    )


TOOLS = [tool("shout", "text"), tool("measure", "text"), tool("repeat", "times", "integer")]


class StandIn:
    """Replies to each request with what `write` makes of the tasks that are wanted, under the numbers they have there."""

    name = "stand-in"

    def __init__(self, write: Callable[[dict[str, Any], int], dict[str, Any] | None]) -> None:
        self.write = write
        self.asked: list[dict[str, Any]] = []

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        told = json.loads(messages[-1].content)
        self.asked.append(told)
        written = [self.write(wish, sum(len(each["write"]) for each in self.asked)) for wish in told["write"]]
        tasks = [{"number": wish["number"]} | task for wish, task in zip(told["write"], written, strict=True) if task]
        return Reply(Message("assistant", f"Here they are:\n```json\n{json.dumps({'tasks': tasks})}\n```"))


def cell(kind: Kind = "call", tool: str = "shout") -> Cell:
    return Cell(kind, tool, "easy", "brief")


def call(name: str, **arguments: Any) -> dict[str, Any]:
    return {"name": name, "arguments": arguments}


def write(
    model: StandIn, cells: Sequence[Cell], there: Sequence[Task] = (), tools: Sequence[Tool] = TOOLS, **more: Any
) -> list[Task | str]:
    async def written() -> list[Task | str]:
        async with Sandbox(tools, workers=1) as sandbox:
            options = {"run": "make-1", "concurrency": 1, "halted": lambda: False} | more
            made = write_tasks(model, cells, tools, sandbox.session, Intake(there), **options)
            return [each.reason if isinstance(each, Dropped) else each async for each in made]

    return asyncio.run(written())


def one(
    steps: list[list[dict[str, Any]]], kind: Kind = "call", tool: str = "shout", tools: Sequence[Tool] = TOOLS
) -> Task | str:
    """What comes of a draft with these calls, the first time that it is written."""
    model = StandIn(lambda _, __: {"prompt": "Do it.", "calls": steps})
    return write(model, [cell(kind, tool)], tools=tools)[0]


def test_a_task_is_asked_for_by_its_cell_and_made_with_its_worked_solution() -> None:
    model = StandIn(
        lambda wish, n: {"prompt": f"Please shout {'abcdef'[n]} for me.", "calls": [[call("shout", text="a")]]}
    )
    [task] = write(model, [cell()], [Task("old", "Shout it out loud.")])
    assert isinstance(task, Task)
    assert (task.kind, task.split, task.solution) == ("call", "train", ((WorkedCall("shout", {"text": "a"}),),))
    assert task.made and (task.made.run, task.made.cell) == ("make-1", cell())
    [told] = model.asked
    assert told["unlike"] == ["Shout it out loud."]
    assert [each["name"] for each in told["tools"]] == ["shout", "measure", "repeat"]
    assert "shout" in told["write"][0]["kind"]


@pytest.mark.parametrize(
    ("kind", "steps", "reason"),
    [
        ("call", [], "not of its kind"),
        ("call", [[call("shout", text="a"), call("shout", text="b")]], "not of its kind"),
        ("chain", [[call("shout", text="a")]], "not of its kind"),
        ("parallel", [[call("shout", text="a")], [call("shout", text="b")]], "not of its kind"),
        ("chat", [[call("shout", text="a")]], "not of its kind"),
        ("call", [[call("sing", text="a")]], "a tool that is not there"),
        ("call", [[call("measure", text="a")]], "not about its tool"),
        ("call", [[call("shout", text=1)]], "a call that does not fit its tool"),
        ("call", [[call("shout")]], "a call that does not fit its tool"),
        (
            "parallel",
            [[call("shout", text="a"), call("measure", text="broken")]],
            "a call that failed when it was made",
        ),
        ("call", [[call("shout", text="a"), 3]], "no task that can be read"),
        ("call", "shout", "no task that can be read"),
    ],
)
def test_what_cannot_be_such_a_task_is_dropped_with_its_reason(kind: Kind, steps: Any, reason: str) -> None:
    assert one(steps, kind) == reason


@pytest.mark.parametrize(("kind", "sizes"), [("chain", [1, 1]), ("parallel", [2])])
def test_calls_without_steps_are_what_their_kind_says(kind: Kind, sizes: list[int]) -> None:
    task = one([call("shout", text="a"), call("shout", text="b")], kind)
    assert isinstance(task, Task) and [len(step) for step in task.solution or ()] == sizes


def test_a_user_who_is_asked_back_answers_and_the_call_comes_then() -> None:
    told = {"prompt": "Shout it for me.", "then": " The word is tea. ", "calls": [[call("shout", text="tea")]]}
    [task] = write(StandIn(lambda _, __: told), [cell("ask_back")])
    assert isinstance(task, Task)
    assert task.turns == ("Shout it for me.", "The word is tea.")
    assert task.solution_by_turn == ((), ((WorkedCall("shout", {"text": "tea"}),),))
    assert task.needs_call


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"then": "Tea.", "calls": []}, "not of its kind"),
        ({"calls": [[call("shout", text="tea")]]}, "not of its kind"),
        ({"then": "Tea.", "calls": [[call("measure", text="tea")]]}, "not about its tool"),
        ({"then": 3, "calls": [[call("shout", text="tea")]]}, "not of its kind"),
    ],
)
def test_one_who_answers_without_a_call_or_unasked_is_none(told: dict[str, Any], reason: str) -> None:
    assert write(StandIn(lambda _, __: {"prompt": "Shout it."} | told), [cell("ask_back")])[0] == reason


@pytest.mark.parametrize("kind", ["ask_back", "no_tool", "chat"])
def test_where_no_call_is_right_none_is_expected(kind: Kind) -> None:
    task = one([], kind)
    assert isinstance(task, Task) and task.solution == ()


def test_the_results_of_a_chain_are_filled_in() -> None:
    steps = [[call("shout", text="abc")], [call("measure", text="$1")], [call("repeat", times="$2.length")]]
    task = one(steps, "chain")
    assert isinstance(task, Task)
    assert task.solution == (
        (WorkedCall("shout", {"text": "abc"}),),
        (WorkedCall("measure", {"text": "ABC"}),),
        (WorkedCall("repeat", {"times": 3}),),
    )
    assert (
        one([[call("shout", text="a")], [call("repeat", times="$1")]], "chain") == "a call that failed when it was made"
    )


def test_a_tool_that_changes_something_is_not_run() -> None:
    tools = [tool("shout", "text"), tool("measure", "text", effects="changes")]
    broken = one([[call("measure", text="broken")]], tool="measure", tools=tools)
    assert isinstance(broken, Task) and broken.solution
    chain = one([[call("shout", text="a")], [call("measure", text="$1")]], "chain", tools=tools)
    assert isinstance(chain, Task) and chain.solution is None


def test_tools_with_a_state_are_asked_about_in_the_states_there_are() -> None:
    parameters = {"type": "object", "properties": {"what": {"type": "string"}}, "required": ["what"]}
    code = {"kind": "python", "source": SHOP, "entry": "sell", "owner": "Shop"}
    shop = tool_from_json({"name": "sell", "description": "Sell.", "parameters": parameters, "implementation": code})
    model = StandIn(
        lambda wish, n: {"prompt": f"Sell the {'xyz'[n % 3]} please", "calls": [[call("sell", what="pear")]]}
    )
    states: list[dict[str, Any]] = [{"stock": ["pear"]}, {"stock": ["plum"]}]
    outcomes = write(model, [cell("call", "sell")] * 6, tools=[shop], states=states)
    assert [told["state"] for told in model.asked[:2]] == states
    assert isinstance(outcomes[0], Task) and outcomes[0].initial_state == states[0]
    assert "a call that failed when it was made" in outcomes


def test_a_cell_whose_draft_was_dropped_is_asked_for_again_three_times_in_all() -> None:
    texts = iter(["Shout hello.", "Shout hello.", None, "Good night to all of you", *["Shout hello."] * 9])

    def written(wish: dict[str, Any], n: int) -> dict[str, Any] | None:
        text = next(texts)
        return {"prompt": text, "calls": [[call("shout", text="hello")]]} if text else None

    outcomes = write(StandIn(written), [cell()] * 3)
    assert [each.prompt if isinstance(each, Task) else each for each in outcomes] == [
        "Shout hello.", "duplicate", "no task that can be read",
        "Good night to all of you", "duplicate", "duplicate",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "I cannot.", "{", '{"tasks": 3}', '{"tasks": [3, {"number": 9, "prompt": "?"}]}'])
def test_a_reply_that_holds_no_tasks(text: str) -> None:
    class Other(StandIn):
        async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
            return Reply(Message("assistant", text))

    assert write(Other(lambda _, __: None), [cell()]) == ["no task that can be read"] * 3


def test_once_stopped_nothing_more_is_asked_for() -> None:
    stop = threading.Event()

    def written(wish: dict[str, Any], n: int) -> dict[str, Any]:
        stop.set()
        return {"prompt": f"{'abcdefgh'[wish['number']]} as in shouting", "calls": [[call("shout", text="a")]]}

    model = StandIn(written)
    assert len(write(model, [cell()] * 20, halted=stop.is_set)) == 5
    assert len(model.asked) == 1
