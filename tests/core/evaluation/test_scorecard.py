"""Scorecards from single scores."""

import msgspec

from stillroom.evaluation import ArmScore, Rate, arm_score, rate, table
from stillroom.store import Kind, Score, Task, WorkedCall


def scored(kind: Kind, *tools: str, exact: bool, name: bool | None = None, seconds: float = 0.5) -> tuple[Task, Score]:
    task = Task(
        id="task", prompt="Hello", kind=kind, solution=tuple((WorkedCall(name=tool, arguments={}),) for tool in tools)
    )
    score = Score(
        arm="base",
        task="task",
        trajectory="t",
        exact=exact,
        name=exact if name is None else name,
        reason="",
        completion_tokens=20,
        seconds=seconds,
    )
    return task, score


PAIRS = [
    scored("call", "encrypt_text", exact=True),
    scored("call", "hash_text", exact=False, name=True),
    scored("chain", "encrypt_text", "hash_text", exact=True),
    scored("chain", "hash_text", "hash_text", exact=False),
    scored("chat", exact=True),
    scored("ask_back", exact=False),
]


def test_each_rate_is_over_its_tasks() -> None:
    card = arm_score(iter(PAIRS), "llama.cpp, 16-bit GGUF")
    assert card == ArmScore(
        exact=rate(2, 4),
        name=rate(3, 4),
        no_call=rate(1, 2),
        per_kind={"call": rate(1, 2), "chain": rate(1, 2), "ask_back": rate(0, 1), "chat": rate(1, 1)},
        per_tool={"encrypt_text": rate(2, 2), "hash_text": rate(1, 3)},
        pass_k={"1": rate(3, 6)},
        tokens_per_second=40.0,
        backend="llama.cpp, 16-bit GGUF",
    )


def test_without_scores() -> None:
    nothing = Rate(value=None, n=0, interval=None)
    assert arm_score([], "none") == ArmScore(
        exact=nothing,
        name=nothing,
        no_call=nothing,
        per_kind={},
        per_tool={},
        pass_k={"1": nothing},
        tokens_per_second=0.0,
        backend="none",
    )


def test_table() -> None:
    base = arm_score([scored("call", "hash_text", exact=False)] * 42, "x")
    student = arm_score(
        [scored("call", "hash_text", exact=True)] * 36
        + [scored("call", "hash_text", exact=False, name=True)] * 6
        + PAIRS[4:],
        "x",
    )
    assert table({"base": base, "student": student}).splitlines() == [
        "            base             student",
        "exact       0 % (0/42, 0-8)  86 % (36/42, 72-93)",
        "name        0 % (0/42, 0-8)  100 % (42/42, 92-100)",
        "restraint   -                50 % (1/2, 9-91)",
        "  call      0 % (0/42, 0-8)  86 % (36/42, 72-93)",
        "  ask_back  -                0 % (0/1, 0-79)",
        "  chat      -                100 % (1/1, 21-100)",
    ]


def test_a_chain_of_thought_has_its_answers_alone() -> None:
    def answered(answer: bool | None) -> tuple[Task, Score]:
        task, score = scored("call", "hash_text", exact=False)
        return task, msgspec.structs.replace(score, answer=answer)

    pairs = [answered(True), answered(True), answered(False), answered(None)]
    chain, agent = arm_score(pairs, "x", "cot"), arm_score([*pairs, PAIRS[0]], "x")
    assert (chain.answer, chain.pass_k, agent.answer) == (rate(2, 3), {"1": rate(2, 3)}, rate(2, 3))
    assert chain.exact == chain.name == chain.no_call == rate(0, 0)
    assert (chain.per_kind, chain.per_tool, chain.tokens_per_second) == ({}, {}, 40.0)
    assert table({"chain": chain, "agent": agent}).splitlines() == [
        "           chain              agent",
        "exact      -                  20 % (1/5, 4-62)",
        "name       -                  20 % (1/5, 4-62)",
        "restraint  -                  -",
        "  call     -                  20 % (1/5, 4-62)",
        "answer     67 % (2/3, 21-94)  67 % (2/3, 21-94)",
    ]
