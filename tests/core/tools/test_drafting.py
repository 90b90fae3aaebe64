"""The job `draft_tool`, with a teacher behind an API (the providers' stand-in)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from standins.providers.server import Answer, Asked, ProviderStandIn, Says

from stillroom import work
from stillroom.jobs import Event, Failed, Finished, Spending, run_here
from stillroom.project import Project
from stillroom.teacher import Price, Teacher, teacher_at
from stillroom.tools import tool_from_json
from stillroom.tools.drafting import DraftParams, read_draft

SENTENCE = "Say how long ago a date was, in days."
MARK = "ran.txt"
KEY = "sk-planted-2b7e"
DRAFT: dict[str, Any] = {
    "name": "days_since",
    "description": "Says how many days have passed since a date.",
    "parameters": {
        "type": "object",
        "properties": {"date": {"type": "string", "description": "The date, as YYYY-MM-DD."}},
        "required": ["date"],
    },
    "code": f"""import pathlib
from datetime import date as Date

pathlib.Path({MARK!r}).write_text("it ran")


def days_since(date):
    return (Date.today() - Date.fromisoformat(date)).days
""",
    "examples": [{"date": "2020-01-01"}, {"date": "2024-02-29"}, {"date": "1999-12-31"}],
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TEST_KEY", KEY)
    with Project.create(tmp_path / "project") as project:
        project.store.set_tools([{"name": "shout"}])
        yield project


def keeps(**changed: Any) -> Says:
    return Says(calls=(("keep_tool", DRAFT | changed),))


def drafted(project: Project, *answers: Answer, budget: float | None = None) -> tuple[list[Event], list[Asked]]:
    """What the job told, and what the teacher was asked, which answered so."""
    waiting = list(answers)
    with ProviderStandIn(lambda _: waiting.pop(0)) as server:
        teacher: Teacher = msgspec.structs.replace(teacher_at(server.base_url, "m", "TEST_KEY"), price=Price(1.0, 10.0))
        events = list(run_here(work.draft_tool(project, DraftParams(SENTENCE, teacher, budget))))
        return events, list(server.asked)


def test_a_tool_is_drafted_with_three_calls_and_nothing_of_it_runs(project: Project, tmp_path: Path) -> None:
    events, asked = drafted(project, keeps())
    assert isinstance(events[-1], Finished)
    result = events[-1].result
    tool = tool_from_json(result["tool"])
    assert (tool.name, tool.effects, tool.network) == ("days_since", "reads", False)
    assert tool.parameters == DRAFT["parameters"]
    assert list(result["examples"]) == DRAFT["examples"]
    assert not list(tmp_path.rglob(MARK))
    assert [each["name"] for each in project.store.tools()] == ["shout"]
    said = asked[0].body["messages"][-1]["content"]
    assert SENTENCE in said
    assert "shout" in said
    [spent] = project.store.spent()
    assert (spent.purpose, spent.calls, spent.cost_usd) == ("draft", 1, pytest.approx(0.0003))
    assert Spending(0.0003, 120) in events
    assert result["cost_usd"] == pytest.approx(0.0003)
    assert asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert all(KEY.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_one_that_cannot_be_used_is_sent_back_once_with_what_is_wrong(project: Project) -> None:
    events, asked = drafted(project, keeps(code="def days_since(date:"), keeps())
    assert isinstance(events[-1], Finished)
    told = asked[1].body["messages"][-1]
    assert told["role"] == "tool"
    assert "no valid Python" in told["content"]
    assert project.store.spent()[0].calls == 2


def test_twice_wrong_is_said(project: Project) -> None:
    events, asked = drafted(project, keeps(name="shout"), Says("I would rather not."))
    assert isinstance(events[-1], Failed)
    assert events[-1].title == "The draft cannot be used"
    assert "There was no tool." in events[-1].message
    assert "There is a tool shout already." in asked[1].body["messages"][-1]["content"]


def test_a_model_that_writes_the_object_instead_of_calling_is_understood(project: Project) -> None:
    events, _ = drafted(project, Says(f"Here it is:\n```json\n{msgspec.json.encode(DRAFT).decode()}\n```"))
    assert isinstance(events[-1], Finished)
    assert events[-1].result["tool"]["name"] == "days_since"


def test_a_budget_that_does_not_reach_is_not_broken(project: Project) -> None:
    events, asked = drafted(project, budget=0.001)
    assert isinstance(events[-1], Failed)
    assert events[-1].title == "The budget is reached"
    assert asked == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": "days since"}, "is no name for a tool"),
        ({"description": ""}, "It has no description"),
        ({"parameters": {"type": "string"}}, "no JSON Schema of type object"),
        ({"code": "def other(): ..."}, "defines no days_since"),
        ({"code": None}, "needs either a source or a file"),
        ({"examples": [{"date": "2020-01-01"}]}, "three calls"),
        ({"examples": [{"date": 1}, {}, {}]}, "must be a string"),
        ({"examples": ["a", "b", "c"]}, "must be an object"),
    ],
)
def test_what_is_wrong_is_said_so_that_it_can_be_mended(changed: dict[str, Any], words: str) -> None:
    draft = read_draft(DRAFT | changed, [])
    assert isinstance(draft, str)
    assert words in draft
