"""From single scores to a scorecard: how one arm did, and the arms side by side."""

from collections.abc import Iterable, Sequence
from typing import get_args

import msgspec

from stillroom.evaluation.intervals import Rate, rate
from stillroom.store import Kind, Method, Score, Task


class ArmScore(msgspec.Struct, frozen=True):
    """How one arm did on the held-out tasks.

    `exact` and `name` are over the tasks that need a call, `no_call` over those that need none. `per_kind` is `exact` for
    a kind that needs a call and `no_call` for one that does not; only kinds that occur are in it. `per_tool` is `exact`
    over the tasks whose solution uses the tool. `answer` is the share of right last answers, however they were come by, over the
    tasks that say what is right. A chain of thought (`method` cot) makes no calls, and has that rate alone. `pass_k` is, by
    number of tries, over all tasks (over those of `answer`), how many went right at every try. `tokens_per_second` is all tokens
    written divided by all seconds that the replies took, reading the prompt included; 0 where nothing was answered.
    `backend` says what ran the model.
    """

    exact: Rate
    name: Rate
    no_call: Rate
    per_kind: dict[str, Rate]
    per_tool: dict[str, Rate]
    pass_k: dict[str, Rate]
    tokens_per_second: float
    backend: str
    answer: Rate = rate(0, 0)
    method: Method = "agent"


def arm_score(scored: Iterable[tuple[Task, Score]], backend: str, method: Method = "agent") -> ArmScore:
    """Sum up one arm's scores, each beside its task."""
    every = list(scored)
    pairs = every if method == "agent" else []
    answers = [score.answer for _, score in every if score.answer is not None]
    answer = rate(sum(answers), len(answers))
    needing = [(task, score) for task, score in pairs if task.needs_call]
    kinds = {kind: [score for task, score in pairs if task.kind == kind] for kind in get_args(Kind)}
    tools: dict[str, list[Score]] = {}
    for task, score in needing:
        for tool in {call.name for step in task.solution or () for call in step}:
            tools.setdefault(tool, []).append(score)
    seconds = sum(score.seconds for _, score in every)
    tokens = sum(score.completion_tokens for _, score in every)
    return ArmScore(
        exact=_exact([score for _, score in needing]),
        name=rate(sum(score.name for _, score in needing), len(needing)),
        no_call=_exact([score for task, score in pairs if not task.needs_call]),
        per_kind={kind: _exact(scores) for kind, scores in kinds.items() if scores},
        per_tool={tool: _exact(tools[tool]) for tool in sorted(tools)},
        pass_k={"1": _exact([score for _, score in pairs]) if method == "agent" else answer},
        tokens_per_second=tokens / seconds if seconds else 0.0,
        backend=backend,
        answer=answer,
        method=method,
    )


def table(arms: dict[str, ArmScore]) -> str:
    """The arms side by side as plain text, a column each.

    Rows are the exact calls, the tool names, the restraint (no call where none is right), then each kind of task, and the answers.
    """
    kinds = [kind for kind in get_args(Kind) if any(kind in arm.per_kind for arm in arms.values())]
    rows = [
        ["", *arms],
        ["exact", *(cell(arm.exact) for arm in arms.values())],
        ["name", *(cell(arm.name) for arm in arms.values())],
        ["restraint", *(cell(arm.no_call) for arm in arms.values())],
        *(["  " + kind, *(cell(arm.per_kind.get(kind)) for arm in arms.values())] for kind in kinds),
    ]
    if any(arm.answer.n for arm in arms.values()):
        rows.append(["answer", *(cell(arm.answer) for arm in arms.values())])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _exact(scores: Sequence[Score]) -> Rate:
    return rate(sum(score.exact for score in scores), len(scores))


def cell(share: Rate | None) -> str:
    """A rate as plain text: "86 % (36/42, 72-93)", its share, count and 95 % interval."""
    if share is None or share.value is None or share.interval is None:
        return "-"
    low, high = share.interval
    return f"{share.value:.0%} ({round(share.value * share.n)}/{share.n}, {low * 100:.0f}-{high * 100:.0f})".replace(
        "%", " %"
    )
