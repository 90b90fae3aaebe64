"""A record answers as the tools did, and nothing runs."""

import asyncio
from pathlib import Path

import pytest

from stillroom.conversation import ToolCall
from stillroom.errors import ToolError
from stillroom.store import Execution
from stillroom.tools import Folder, PythonCode, Replay, Sandbox, Tool, ToolSession

SOURCE = """
def run(folder, word):
    with open(folder + "/log", "a") as file:
        file.write(word)
    if word == "bad":
        raise ValueError(word)
    return len(open(folder + "/log").read())
"""
PARAMETERS = {"type": "object", "properties": {"folder": {"type": "string"}, "word": {"type": "string"}}}


async def asked(session: ToolSession, folder: Path, words: list[str]) -> list[Execution]:
    calls = (ToolCall(f"call-{n}", "run", {"folder": str(folder), "word": word}) for n, word in enumerate(words))
    return [await session.call(call) for call in calls]


def test_the_same_calls_give_the_same_results_without_side_effects(tmp_path: Path) -> None:
    tool = Tool("run", "-", PARAMETERS, PythonCode(SOURCE, "run"), folders=(Folder(str(tmp_path), write=True),))
    words = ["a", "bad", "a"]

    async def whole() -> tuple[list[Execution], list[Execution]]:
        async with Sandbox([tool]) as sandbox, sandbox.session() as session:
            recorded = await asked(session, tmp_path, words)
        (tmp_path / "log").unlink()
        async with Replay(recorded) as replay:
            again = await asked(replay, tmp_path, words)
            more = await asked(replay, tmp_path, ["a", "new"])
        assert [done.ok for done in more] == [False, False]
        assert more[0].result == "Error: run was not called so when this was recorded, and nothing is run now."
        return recorded, again

    recorded, again = asyncio.run(whole())
    assert [done.result for done in recorded] == ["1", "Error: ValueError: bad (line 6)", "5"]
    assert again == recorded
    assert not (tmp_path / "log").exists()


def test_a_record_says_that_it_knows_no_state() -> None:
    """Nothing is told of a state, rather than that there is none: a check of it would be wrong."""
    with pytest.raises(ToolError, match="not the state that they led to"):
        asyncio.run(Replay([]).state())
