"""A teacher's solutions as a JSONL file, with what the checks and people said of them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from stillroom.conversation import canonical_json
from stillroom.place import whole
from stillroom.store import Store, TaughtRow


def write_solutions(store: Store, rows: Iterable[TaughtRow], file: Path) -> int:
    """Write the solutions, one a line: messages, tools, verdicts, and what people said. A file that is there is replaced.

    How many lines were written.

    Raises:
        KnownError: there is no room or no permission, or `file` is a folder.
    """
    lines = 0
    with whole(file, 0) as unfinished, unfinished.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(canonical_json(_line(store, row)) + "\n")
            lines += 1
    return lines


def _line(store: Store, row: TaughtRow) -> dict[str, Any]:
    trajectory = store.trajectory(row.trajectory)
    assert trajectory
    return {
        "task": row.task,
        "trajectory": row.trajectory,
        "parent": trajectory.parent,
        "kind": row.kind,
        "split": row.split,
        "accepted": row.accepted,
        "reviewed": row.reviewed,
        "note": row.note,
        "verdicts": msgspec.to_builtins(store.verdicts(row.trajectory)),
        "messages": [message.to_openai() for message in trajectory.messages],
        "tools": [tool.to_openai() for tool in store.tool_set(trajectory.tool_set)],
    }
