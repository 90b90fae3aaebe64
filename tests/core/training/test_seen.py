"""What the student sees is what it is trained on, token for token, and says whose turn each is."""

from pathlib import Path

import pytest
from tiny import make_tokenizer
from tokenizers import Tokenizer

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory
from stillroom.project import Project
from stillroom.store import Run, Task, Verdict
from stillroom.students import find_student
from stillroom.templates.families import FAMILIES, Family
from stillroom.training import Sample, make_sample
from stillroom.training.seen import Seen, measure_samples, see

TOOLS = [ToolSpec("hash_text", "Hash a text.", {"type": "object", "properties": {"text": {"type": "string"}}})]
CALLS = (ToolCall("1", "hash_text", {"text": "naïve 🙂"}), ToolCall("2", "hash_text", {"text": "b"}))
MESSAGES = (
    Message("system", "Use tools."),
    Message("user", "Hash 'naïve 🙂' and b."),
    Message("assistant", thought="hash_text fits.", tool_calls=CALLS),
    Message("tool", "c0ffee", tool_call_id="1", name="hash_text"),
    Message("tool", "be11", tool_call_id="2", name="hash_text"),
    Message("assistant", "They are c0ffee and be11."),
)


@pytest.fixture(scope="module", params=FAMILIES, ids=lambda family: family.name)
def family(request: pytest.FixtureRequest) -> Family:
    chosen: Family = request.param
    return chosen


@pytest.fixture(scope="module")
def tokenizer(family: Family, tmp_path_factory: pytest.TempPathFactory) -> Tokenizer:
    folder = make_tokenizer(tmp_path_factory.mktemp("tokenizer"), family)
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


def _see(family: Family, tokenizer: Tokenizer, messages: tuple[Message, ...] = MESSAGES, limit: int = 4096) -> Seen:
    return see(Trajectory("t", "task", "agent", "d", messages), TOOLS, family, tokenizer, limit)


def _said(seen: Seen, role: str, *, learned: bool | None = None) -> str:
    return "".join(token.text for token in seen.tokens if token.role == role and learned in (None, token.learned))


def test_every_token_and_every_sign_of_a_sample_is_there_once(family: Family, tokenizer: Tokenizer) -> None:
    seen = _see(family, tokenizer)
    sample = make_sample(Trajectory("t", "task", "agent", "d", MESSAGES), TOOLS, family, tokenizer, 4096)
    assert isinstance(sample, Sample)
    assert [token.id for token in seen.tokens] == list(sample.ids)
    assert [token.learned for token in seen.tokens] == list(sample.learned)
    assert seen.learned == sum(sample.learned)
    assert "".join(token.text for token in seen.tokens) == family.render(MESSAGES, TOOLS, reply=False)
    assert not seen.dropped


def test_each_token_says_whose_turn_it_is(family: Family, tokenizer: Tokenizer) -> None:
    seen = _see(family, tokenizer)
    assert "Use tools." in _said(seen, "system") and "Hash a text." in _said(seen, "system")
    assert "Hash 'naïve 🙂' and b." in _said(seen, "user")
    assert "Hash a text." not in _said(seen, "user")
    assert "c0ffee" in _said(seen, "tool") and "be11" in _said(seen, "tool")
    assert "hash_text fits." in _said(seen, "assistant", learned=True)
    assert _said(seen, "assistant", learned=True).endswith(f"They are c0ffee and be11.{family.end_of_turn}")
    assert {token.role for token in seen.tokens if token.learned} == {"assistant"}


def test_what_is_left_out_is_seen_too_and_nothing_of_it_is_learned(family: Family, tokenizer: Tokenizer) -> None:
    whole = _see(family, tokenizer)
    short = _see(family, tokenizer, limit=20)
    assert short.dropped == f"It has {len(whole.tokens)} tokens; the limit is 20."
    assert [token.id for token in short.tokens] == [token.id for token in whole.tokens]
    assert short.learned == 0
    unanswered = _see(family, tokenizer, MESSAGES[:2])
    assert unanswered.dropped == "It has no assistant turn to learn from."
    assert "Hash 'naïve 🙂' and b." in _said(unanswered, "user")


def test_a_conversation_without_a_system_prompt(family: Family, tokenizer: Tokenizer) -> None:
    seen = _see(family, tokenizer, MESSAGES[1:])
    assert "Hash a text." in _said(seen, "system")
    assert "Hash 'naïve 🙂' and b." in _said(seen, "user")


def test_a_projects_samples_are_measured_and_those_left_out_have_a_reason(tiny_student: Path, tmp_path: Path) -> None:
    student = find_student(str(tiny_student))
    tokenizer = Tokenizer.from_file(str(tiny_student / "tokenizer.json"))
    with Project.create(tmp_path / "project") as project:
        store = project.store
        tool_set = store.keep_tool_set(TOOLS)
        store.start_run(Run("teach-1", "teach", "done", 0.0))
        long = (*MESSAGES[:2], Message("assistant", "word " * 400))
        for name, split, messages in (("a", "train", MESSAGES), ("b", "train", long), ("c", "held_out", MESSAGES)):
            store.add_tasks([Task(name, f"Do {name}.", split=split, family=name)])
            trajectory = Trajectory(f"t-{name}", name, "agent", tool_set, messages)
            store.add_trajectory(trajectory, "teach-1", (), [Verdict("check", True)])
        limit = len(see(trajectory, TOOLS, student.family, tokenizer, 4096).tokens)
        measured = list(measure_samples(store, student.family, tokenizer, limit))
    assert [(each.task, each.split, each.tokens) for each in measured] == [
        ("a", "train", limit),
        ("b", "train", 0),
        ("c", "held_out", limit),
    ]
    assert measured[0].prompt == "Hash 'naïve 🙂' and b." and 0 < measured[0].learned < limit
    assert measured[1].dropped.endswith(f"the limit is {limit}.")
