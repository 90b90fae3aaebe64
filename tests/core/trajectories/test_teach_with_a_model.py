"""The job `teach` with a teacher behind an API: what it costs, what it does when the server misbehaves, and where the key goes."""

import random
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from standins.providers.server import Answer, Asked, ProviderStandIn, Refuses, Says, openai_error

from stillroom.conversation import Trajectory
from stillroom.jobs import Cancelled, Event, Failed, Finished, JobSpec, Lost, Spending, Taught, Waits, run_here
from stillroom.project import Project
from stillroom.store import Check, Run, Task, Verdict, WorkedCall
from stillroom.teacher import Price, Teacher, teacher_at

TOOL = {
    "name": "shout",
    "description": "Write a text in capital letters.",
    "parameters": {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]},
    "implementation": {"kind": "python", "source": "def shout(text):\n    return text.upper()\n", "entry": "shout"},
}
KEY = "sk-planted-7f3a"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "project") as project:
        project.store.set_tools([TOOL])
        yield project


def tasks(count: int) -> list[Task]:
    return [
        Task(f"task-{n}", f"Shout w{n}.", solution=((WorkedCall("shout", {"text": f"w{n}"}),),)) for n in range(count)
    ]


def shouts(asked: Asked, **fields: Any) -> Says:
    """What a teacher that knows its trade says next."""
    messages = asked.body["messages"]
    word = messages[1]["content"].removeprefix("Shout ").removesuffix(".")
    if messages[-1]["role"] == "tool":
        return Says(f"{messages[-1]['content']}!", **fields)
    return Says(thought="Loudly.", calls=(("shout", {"text": word}),), **fields)


@pytest.fixture
def server() -> Iterator[ProviderStandIn]:
    with ProviderStandIn(shouts) as server:
        yield server


@pytest.fixture
def teacher(server: ProviderStandIn, monkeypatch: pytest.MonkeyPatch) -> Teacher:
    monkeypatch.setenv("TEST_KEY", KEY)
    return teacher_at(server.base_url, "gpt-4o-mini", "TEST_KEY")


def teaching(
    project: Project, teacher: Teacher, run: str = "teach-1", stop: threading.Event | None = None, **params: Any
) -> Iterator[Event]:
    values = msgspec.to_builtins({"teacher": teacher} | params)
    return run_here(JobSpec("stillroom.trajectories.teach:teach", "teach", str(project.folder), run, values), stop)


def result(events: list[Event]) -> dict[str, Any]:
    assert isinstance(events[-1], Finished), events[-1]
    return events[-1].result


def test_it_teaches_with_thoughts_tools_and_a_price(
    project: Project, server: ProviderStandIn, teacher: Teacher
) -> None:
    project.store.add_tasks([*tasks(3), Task("open", "Shout w9.")])
    events = list(teaching(project, teacher))
    done = result(events)
    assert (done["tasks"], done["accepted"], done["rejected"], done["failed"]) == (4, 4, {}, {})
    assert done["tokens"] == 4 * 2 * 120
    assert done["cost_usd"] == pytest.approx(8 * (100 * 0.15 + 20 * 0.6) / 1e6)
    assert [event for event in events if isinstance(event, Spending)][-1] == Spending(done["cost_usd"], done["tokens"])
    [spent] = project.store.spent("teach-1")
    assert (spent.purpose, spent.calls, spent.cost_usd) == ("teach", 8, pytest.approx(done["cost_usd"]))
    lesson = next(iter(project.store.taught_trajectories("train")))
    assert [message.role for message in lesson.messages] == ["system", "user", "assistant", "tool", "assistant"]
    assert (lesson.messages[2].thought, lesson.answer) == ("Loudly.", "W0!")


def test_the_key_is_nowhere_but_in_the_request(
    project: Project, server: ProviderStandIn, teacher: Teacher, capfd: pytest.CaptureFixture[str]
) -> None:
    project.store.add_tasks(tasks(4))
    list(teaching(project, teacher, limit=2))
    server.script = lambda asked: Refuses(401, openai_error(f"Incorrect key {asked.headers['authorization']}"))
    events = list(teaching(project, teacher, "teach-2"))
    assert isinstance(events[-1], Failed)
    assert (events[-1].title, "{secret:TEST_KEY}" in events[-1].message) == ("Wrong key", True)
    assert all(KEY in asked.headers["authorization"] for asked in server.asked)
    project.store.close()
    files = [path for path in project.folder.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"project.db", "events.jsonl"}
    for path in files:
        assert KEY.encode() not in path.read_bytes(), path
    assert KEY not in "".join(capfd.readouterr())


def test_the_budget_is_never_broken_and_what_was_paid_for_is_kept(
    project: Project, server: ProviderStandIn, teacher: Teacher
) -> None:
    project.store.add_tasks(tasks(40))
    dear = msgspec.structs.replace(teacher, price=Price(10.0, 100.0), max_tokens=100)  # 0.003 USD a call, 0.04 at worst
    done = result(list(teaching(project, dear, budget=0.1, concurrency=8)))
    assert 0.03 < done["cost_usd"] <= 0.1
    assert done["accepted"] + sum(done["failed"].values()) == 40
    assert 0 < done["failed"]["the budget is reached"] < 40
    assert len(project.store.taught_tasks()) == done["accepted"] > 3
    assert len(server.asked) == project.store.spent()[0].calls == 2 * done["accepted"]  # nothing was begun in vain
    more = result(list(teaching(project, dear, "teach-2", budget=9.0)))
    assert (more["tasks"], more["accepted"]) == (40 - done["accepted"], 40 - done["accepted"])


def test_the_same_run_with_a_larger_budget_goes_on_with_what_is_left(
    project: Project, server: ProviderStandIn, teacher: Teacher
) -> None:
    project.store.add_tasks(tasks(12))
    dear = msgspec.structs.replace(teacher, price=Price(10.0, 100.0), max_tokens=100)
    first = result(list(teaching(project, dear, budget=0.06)))
    assert first["budget_reached"] and 0 < first["accepted"] < 12
    again = result(list(teaching(project, dear, budget=0.06)))  # at most what was left over is spent
    assert again["budget_reached"] and first["cost_usd"] <= again["cost_usd"] <= 0.06
    more = result(list(teaching(project, dear, budget=1.0)))
    assert (more["accepted"], more["budget_reached"]) == (12 - first["accepted"] - again["accepted"], False)
    assert 0.072 <= more["cost_usd"] < 0.09  # what the budget broke off was paid, and is asked for again
    assert project.store.cost_of_kept() == (pytest.approx(more["cost_usd"]), 12, None)


def test_each_event_says_what_its_task_took(project: Project, server: ProviderStandIn, teacher: Teacher) -> None:
    project.store.add_tasks(tasks(3))
    server.script = lambda asked: (
        Refuses(400, openai_error("Not that.")) if "w2" in str(asked.body["messages"]) else shouts(asked)
    )
    events = list(teaching(project, teacher))
    price = 100 * 0.15e-6 + 20 * 0.6e-6
    for event in events:
        if isinstance(event, Taught):
            assert (event.tools, event.stage, event.recovered, event.agreement) == (("shout",), None, False, None)
            assert event.cost_usd == pytest.approx(2 * price)
            assert 0 < event.seconds < 30
    [lost] = [event for event in events if isinstance(event, Lost)]
    assert (lost.task, lost.cause, lost.cost_usd) == ("task-2", "The teacher refused", 0.0)
    newest = project.store.newest_lessons(5)
    assert {lesson.task: lesson.cost_usd for lesson in newest} == pytest.approx(
        {"task-0": 2 * price, "task-1": 2 * price}
    )
    assert all(lesson.seconds > 0 and lesson.tools == ("shout",) for lesson in newest)


def test_a_run_that_retries_and_is_gone_on_with_tries_nothing_twice(
    project: Project, server: ProviderStandIn, teacher: Teacher
) -> None:
    project.store.add_tasks(tasks(6))
    server.script = lambda asked: Says("No.")
    assert result(list(teaching(project, teacher)))["rejected"] == {"check": 6}
    stop = threading.Event()
    for event in teaching(project, teacher, "teach-2", stop, retry_failed=True, concurrency=1):
        if isinstance(event, Taught):
            stop.set()
    done = len(project.store.taught_in("teach-2"))
    assert 0 < done < 6
    assert result(list(teaching(project, teacher, "teach-2", retry_failed=True)))["tasks"] == 6 - done
    assert result(list(teaching(project, teacher, "teach-3", retry_failed=True, limit=2)))["tasks"] == 2
    assert result(list(teaching(project, teacher, "teach-3", retry_failed=True, limit=2)))["tasks"] == 0


def test_without_a_price_there_is_no_budget(project: Project, teacher: Teacher) -> None:
    project.store.add_tasks(tasks(1))
    unknown = msgspec.structs.replace(teacher, base_url="http://10.0.0.7/v1", model="made-up")
    *_, last = teaching(project, unknown, budget=1.0)
    assert isinstance(last, Failed)
    assert (last.title, "teachers price" in last.hint) == ("No price", True)


def test_a_server_that_is_asked_too_much_is_asked_less_and_the_user_is_told(
    project: Project, server: ProviderStandIn, teacher: Teacher
) -> None:
    project.store.add_tasks(tasks(10))
    refusals = iter([Refuses(429, openai_error("Slow down"), {"retry-after": "1"})])
    server.script = lambda asked: next(refusals, None) or shouts(asked)
    events = list(teaching(project, teacher))
    assert result(events)["accepted"] == 10
    waits = "The teacher is asked too much: waiting 1 s, then 2 at a time."
    assert [event for event in events if isinstance(event, Waits)] == [Waits(waits, 1.0, 2)]


def test_a_stop_keeps_what_is_done(project: Project, server: ProviderStandIn, teacher: Teacher) -> None:
    project.store.add_tasks(tasks(30))
    stop = threading.Event()
    events = []
    for event in teaching(project, teacher, stop=stop):
        events.append(event)
        if isinstance(event, Taught):
            stop.set()
    assert isinstance(events[-1], Cancelled)
    kept = project.store.taught_tasks()
    assert 1 <= len(kept) < 30
    assert result(list(teaching(project, teacher)))["accepted"] == 30 - len(kept)


def test_of_several_samples_the_best_counts_and_how_far_they_agree_is_kept(
    project: Project, server: ProviderStandIn, teacher: Teacher
) -> None:
    project.store.add_tasks(tasks(6))
    asked_for: Counter[str] = Counter()

    def unsteady(asked: Asked) -> Answer:
        if asked.body["messages"][-1]["role"] == "tool":
            return shouts(asked)
        asked_for[word := asked.body["messages"][1]["content"]] += 1
        return shouts(asked) if asked_for[word] in (1, 2, 4) else Says(calls=(("shout", {"text": "nonsense"}),))

    server.script = unsteady
    done = result(list(teaching(project, teacher, samples=5)))
    assert (done["tasks"], done["accepted"], done["agreement"]) == (6, 6, 0.6)
    rows = list(project.store._rows("SELECT task, accepted, agreement FROM trajectories ORDER BY created"))
    assert len(rows) == 30
    newest = {row["task"]: row for row in rows}
    assert all(row["accepted"] and row["agreement"] == 0.6 for row in newest.values())
    assert [row["agreement"] for row in rows if not row["accepted"]] == [0.4] * 12


def test_all_right_samples_are_kept_and_learnt_from_where_that_is_asked_for(
    project: Project, server: ProviderStandIn, teacher: Teacher
) -> None:
    project.store.add_tasks(tasks(4))
    said: Counter[str] = Counter()

    def answers(asked: Asked) -> Answer:
        """Of four: right, right in other words, right in the words of the first, wrong."""
        word = asked.body["messages"][1]["content"].removeprefix("Shout ").removesuffix(".")
        if asked.body["messages"][-1]["role"] == "tool":
            return Says("Done!")
        said[word] += 1
        if said[word] == 4:
            return Says(calls=(("shout", {"text": "nonsense"}),))
        thought = (
            "Now in a way that nobody expects, all of it." if said[word] == 2 else "Loudly, that is how they like it."
        )
        return Says(thought=thought, calls=(("shout", {"text": word}),))

    server.script = answers
    done = result(list(teaching(project, teacher, samples=4, keep="all")))
    assert (done["tasks"], done["accepted"], done["solutions"], done["rejected"]) == (4, 4, 8, {})
    learnt = list(project.store.taught_trajectories("train"))
    assert [each.task for each in learnt] == [f"task-{n}" for n in range(4) for _ in range(2)]
    first, best = learnt[:2]
    stored = list(project.store._rows("SELECT id FROM trajectories WHERE task = 'task-0' ORDER BY created"))
    wrong, repeated, *kept = [project.store.verdicts(row["id"])[-1] for row in stored]
    assert (wrong.stage, wrong.ok, [verdict.ok for verdict in kept]) == ("check", False, [True, True])
    assert (repeated.stage, repeated.ok) == ("near-duplicate", False)
    assert any(f" {each.id}, of the task task-0." in repeated.reason for each in (first, best))
    assert project.store.find_taught("task-0") == best.id
    assert project.store.learnt_beside(best.id) == [first.id]
    # An edit takes the place of the sample that it is of, and of no other.
    edit = Trajectory("edit", "task-0", "agent", first.tool_set, first.messages, first.id)
    project.store.start_run(Run("review-1", "review", "done", 0.0))
    project.store.add_trajectory(edit, "review-1", (), [Verdict("format", True)])
    assert [each.id for each in project.store.taught_trajectories("train")][:2] == [best.id, "edit"]
    assert (project.store.learnt_beside(best.id), project.store.learnt_beside("edit")) == (["edit"], [best.id])
    assert result(list(teaching(project, teacher, "teach-2", samples=4, keep="all", retry_failed=True)))["tasks"] == 0


def test_what_repeats_another_task_s_solution_is_not_learnt_and_not_tried_again(
    project: Project, server: ProviderStandIn, teacher: Teacher
) -> None:
    asked = "Would you be so kind as to shout w1 for me in this very loud street, where nobody ever hears what anybody says to them"
    project.store.add_tasks(
        [Task("one", f"{asked}?"), Task("two", f"{asked}, please?"), Task("three", f"{asked}, now?")]
    )
    server.script = lambda asked: (
        Says("W1!") if asked.body["messages"][-1]["role"] == "tool" else Says(calls=(("shout", {"text": "w1"}),))
    )
    done = result(list(teaching(project, teacher, limit=2)))
    assert (done["accepted"], done["rejected"]) == (1, {"near-duplicate": 1})
    done = result(list(teaching(project, teacher, "teach-2", retry_failed=True)))
    assert (done["tasks"], done["accepted"], done["rejected"]) == (1, 0, {"near-duplicate": 1})
    rows = project.store.taught_rows()
    [kept] = [row for row in rows if row.accepted]
    repeating = rows[-1]
    assert (repeating.task, repeating.stage) == ("three", "near-duplicate")
    assert repeating.reason.endswith(f"nearly the same as {kept.trajectory}, of the task {kept.task}.")
    project.store.add_review(True, repeating.trajectory)  # a person may think otherwise
    assert [each.id for each in project.store.taught_trajectories("train")] == [kept.trajectory, repeating.trajectory]


def test_a_first_thought_begins_each_solution_but_those_of_a_family(
    project: Project, server: ProviderStandIn, teacher: Teacher
) -> None:
    plain = msgspec.structs.replace(tasks(3)[2], family="plain")
    project.store.add_tasks([*tasks(2), plain])

    def thinks(asked: Asked) -> Answer:
        if "tools" not in asked.body:
            return Says("It has to be loud.\n\nSo I shout.")
        said = asked.body["messages"][1]["content"]
        if asked.body["messages"][-1]["role"] == "tool" or "Begin your reply" not in said:
            return shouts(asked)
        word = said.removeprefix("Shout ").partition(".")[0]
        return Says("Thought: It has to be loud.", calls=(("shout", {"text": word}),))

    server.script = thinks
    done = result(list(teaching(project, teacher, first_thought=True, without_first_thought=["plain"])))
    assert (done["accepted"], done["first_thought"]) == (3, {"given": 0, "asked": 2, "missed": 0})
    lessons = list(project.store.taught_trajectories("train"))
    assert [lesson.messages[2].thought for lesson in lessons] == ["It has to be loud."] * 2 + ["Loudly."]
    assert {lesson.messages[1].content for lesson in lessons} == {"Shout w0.", "Shout w1.", "Shout w2."}


def test_chain_of_thought_is_a_method_of_its_own(project: Project, server: ProviderStandIn, teacher: Teacher) -> None:
    project.store.add_tasks([msgspec.structs.replace(task, results=((f"W{n}",),)) for n, task in enumerate(tasks(3))])
    assert result(list(teaching(project, teacher)))["accepted"] == 3

    def thinks(asked: Asked) -> Answer:
        assert "tools" not in asked.body
        word = asked.body["messages"][1]["content"].removeprefix("Shout ").removesuffix(".")
        return Says(f"Each letter in capitals.\nAnswer: {word.upper() if word != 'w2' else word}")

    server.script = thinks
    done = result(list(teaching(project, teacher, "teach-2", method="cot")))
    assert (done["tasks"], done["accepted"], done["rejected"]) == (3, 2, {"check": 1})
    chains = list(project.store.taught_trajectories("train", "cot"))
    assert [(chain.method, chain.messages[-1].thought, chain.answer) for chain in chains] == [
        ("cot", "Each letter in capitals.", "W0"),
        ("cot", "Each letter in capitals.", "W1"),
    ]
    assert project.store.tool_set(chains[0].tool_set) == ()
    assert [lesson.method for lesson in project.store.taught_trajectories("train")] == ["agent"] * 3
    assert project.store.taught_counts() == (3, 0)
    assert result(list(teaching(project, teacher, "teach-3", method="cot", retry_failed=True)))["tasks"] == 1


def test_a_rubric_is_judged_by_a_model_and_paid_for_as_such(
    project: Project, server: ProviderStandIn, teacher: Teacher
) -> None:
    rubric = Check(judge="It is loud.")
    project.store.add_tasks([Task(f"task-{n}", f"Shout w{n}.", check=rubric) for n in range(2)])

    def judges(asked: Asked) -> Answer:
        if "You judge" not in asked.body["messages"][0]["content"]:
            return shouts(asked)
        loud = "Shout w0" in asked.body["messages"][1]["content"]
        return Says(f'{{"reason": "I have ears.", "meets": {"true" if loud else "false"}}}')

    server.script = judges
    done = result(list(teaching(project, teacher)))
    assert (done["accepted"], done["rejected"]) == (1, {"judge": 1})
    assert {spent.purpose: spent.calls for spent in project.store.spent("teach-1")} == {"teach": 4, "judge": 2}


def test_an_estimate_teaches_five_tasks_and_says_what_the_rest_would_cost(project: Project, teacher: Teacher) -> None:
    project.store.add_tasks(tasks(25))
    done = result(list(teaching(project, teacher, estimate=True)))
    assert (done["tasks"], done["accepted"]) == (5, 5)
    estimated = done["estimate"]
    assert estimated["tasks"] == 20
    assert estimated["cost_usd"]["value"] == pytest.approx(4 * done["cost_usd"])
    assert estimated["seconds"]["low"] <= estimated["seconds"]["value"] <= estimated["seconds"]["high"]
    assert [spent.purpose for spent in project.store.spent()] == ["probe"]
    few = result(list(teaching(project, teacher, "teach-2", estimate=True, limit=2)))
    assert (few["tasks"], few["estimate"]["tasks"], few["estimate"]["cost_usd"]["high"]) == (2, 0, 0.0)
    assert result(list(teaching(project, teacher, "teach-3")))["tasks"] == 18


class Misbehaving:
    """A server that does what real ones do on a bad day: to a third of what it is asked."""

    def __init__(self) -> None:
        self._chance = random.Random(7)

    def __call__(self, asked: Asked) -> Answer:
        match self._chance.random():
            case roll if roll < 0.05:
                return Refuses(429, openai_error("Rate limit reached"), {"retry-after-ms": "40"})
            case roll if roll < 0.10:
                return Refuses(429, openai_error("Rate limit reached"))
            case roll if roll < 0.14:
                return Refuses(500, "<html>Internal error</html>")
            case roll if roll < 0.17:
                return shouts(asked, cut=2)
            case roll if roll < 0.19:
                return shouts(asked, delay=0.3)
            case roll if roll < 0.22:
                return Says(calls=(("shout", '{"text": "w'),))
            case roll if roll < 0.25:
                return Says(calls=(("whisper", {"text": "w"}),))
            case roll if roll < 0.28:
                return Says(calls=(("shout", {"text": 7}),))
            case roll if roll < 0.31:
                return Says("")
            case roll if roll < 0.34:
                return Says(refusal="I cannot help with that.")
        return shouts(asked)


def test_a_thousand_tasks_on_a_bad_day_end_solved_or_with_their_reason(
    project: Project, server: ProviderStandIn, teacher: Teacher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stillroom.teacher.limits._FIRST_PAUSE", 0.01)
    project.store.add_tasks(tasks(1000))
    server.script = Misbehaving()
    events = list(teaching(project, teacher, concurrency=32))
    done = result(events)
    assert done["tasks"] == 1000
    assert done["accepted"] + sum(done["rejected"].values()) + sum(done["failed"].values()) == 1000
    assert done["accepted"] > 600
    assert set(done["rejected"]) == {"format", "schema"}
    lost = {event.task: event.reason for event in events if isinstance(event, Lost)}
    assert len(lost) == sum(done["failed"].values())
    reasons = {row.task: row.reason for row in project.store.taught_rows() if not row.accepted}
    assert all((reasons | lost).values())
    assert len(reasons) == sum(done["rejected"].values())
    said = " ".join(reasons.values())
    for words in ("no JSON object", "There is no tool whisper", "shout: ", "There is no answer", "The teacher refused"):
        assert words in said, words
    assert project.store.taught_tasks() | lost.keys() == {f"task-{n}" for n in range(1000)}


def test_a_server_that_is_down_ends_the_run_in_words(
    project: Project, server: ProviderStandIn, teacher: Teacher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("stillroom.teacher.limits._FIRST_PAUSE", 0.001)
    project.store.add_tasks(tasks(30))
    server.script = lambda _: Refuses(503, openai_error("Down for maintenance"))
    events = list(teaching(project, teacher))
    assert isinstance(events[-1], Failed)
    assert (events[-1].title, "Down for maintenance" in events[-1].message) == ("The teacher failed", True)
    assert sum(isinstance(event, Lost) for event in events) < 10


def test_a_wrong_address_ends_the_run_at_once(project: Project, server: ProviderStandIn, teacher: Teacher) -> None:
    project.store.add_tasks(tasks(3))
    *_, last = teaching(project, msgspec.structs.replace(teacher, base_url="http://127.0.0.1:9/v1"))
    assert isinstance(last, Failed)
    assert last.title == "The teacher cannot be reached"
