"""Trajectories as tokens: what is learned is what the student itself writes, to the token."""

from pathlib import Path

import pytest
from tokenizers import Tokenizer

from stillroom.conversation import Message, ToolCall, ToolSpec, Trajectory
from stillroom.templates import CHATML
from stillroom.training import Dropped, Sample, make_sample

TOOLS = [
    ToolSpec(
        "hash_text",
        "Hash a text.",
        {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}},
    )
]
MESSAGES = (
    Message("system", "Use tools."),
    Message("user", "Hash 'naïve <b>'."),
    Message("assistant", thought="hash_text fits.", tool_calls=(ToolCall("1", "hash_text", {"text": "naïve <b>"}),)),
    Message("tool", "c0ffee", tool_call_id="1", name="hash_text"),
    Message("assistant", "It is c0ffee."),
)


@pytest.fixture(scope="module")
def tokenizer(tiny_student: Path) -> Tokenizer:
    return Tokenizer.from_file(str(tiny_student / "tokenizer.json"))


def _sample(messages: tuple[Message, ...], tokenizer: Tokenizer, max_tokens: int = 4096) -> Sample | Dropped:
    return make_sample(Trajectory("t", "task", "agent", "d", messages), TOOLS, CHATML, tokenizer, max_tokens)


def test_learned_are_the_assistants_turns_with_their_end(tokenizer: Tokenizer) -> None:
    sample = _sample(MESSAGES, tokenizer)
    assert isinstance(sample, Sample)
    learned = [token for token, is_learned in zip(sample.ids, sample.learned, strict=True) if is_learned]
    call = '<tool_call>{"name": "hash_text", "arguments": {"text":"naïve \\u003cb\\u003e"}}</tool_call>'
    expected = f"Thought: hash_text fits.\n{call}<|im_end|>It is c0ffee.<|im_end|>"
    assert tokenizer.decode(learned, skip_special_tokens=False) == expected


def test_what_is_read_before_a_learned_turn_is_the_prompt_that_serving_gives(tokenizer: Tokenizer) -> None:
    sample = _sample(MESSAGES, tokenizer)
    assert isinstance(sample, Sample)
    first = sample.learned.index(True)
    prompt = CHATML.render(MESSAGES[:2], TOOLS, reply=True)
    assert list(sample.ids[:first]) == tokenizer.encode(prompt, add_special_tokens=False).ids


def test_a_long_sample_is_dropped_with_its_length_not_cut(tokenizer: Tokenizer) -> None:
    whole = _sample(MESSAGES, tokenizer)
    assert isinstance(whole, Sample)
    dropped = _sample(MESSAGES, tokenizer, max_tokens=len(whole.ids) - 1)
    assert dropped == Dropped("task", f"It has {len(whole.ids)} tokens; the limit is {len(whole.ids) - 1}.")


def test_a_trajectory_without_an_answer_is_dropped(tokenizer: Tokenizer) -> None:
    assert isinstance(_sample(MESSAGES[:2], tokenizer), Dropped)
