"""A GGUF as a ChatModel, run by llama.cpp's own server in this process (xllamacpp).

Stillroom renders the prompt itself and reads the calls itself, so that serving sees the very text that training saw. A crash of
llama.cpp ends this process: it belongs into a job's child process.
"""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psutil

from stillroom.conversation import Message, ToolSpec
from stillroom.errors import KnownError, StudentError
from stillroom.models import Reply, Usage
from stillroom.templates import Family

CONTEXT = 4096
"""Tokens of one conversation, wherever a student is served."""

LONGEST_REPLY = 1024
"""Tokens of one reply where nobody says how many: room for long thoughts, and an end for a student that knows none."""


class GgufModel:
    """A GGUF model that answers up to `slots` conversations at once; the prompt they share is read once for each slot.

    `context` is the most tokens of one conversation, `max_tokens` of one reply, which ends earlier where the context is full. Use
    it in a `with` block.
    """

    backend = "llama.cpp"

    def __init__(
        self,
        path: Path,
        family: Family,
        *,
        slots: int = 1,
        context: int = CONTEXT,
        max_tokens: int = LONGEST_REPLY,
    ) -> None:
        """Load the model.

        Raises:
            StudentError: llama.cpp cannot load the file.
        """
        import xllamacpp

        params = xllamacpp.CommonParams()
        params.model.path = str(path)
        params.n_ctx = context * slots
        params.n_parallel = slots
        params.cpuparams.n_threads = params.cpuparams_batch.n_threads = psutil.cpu_count(logical=False) or 1
        params.warmup = False
        try:
            self._server: Any = xllamacpp.Server(params)
        except RuntimeError as error:
            raise StudentError(
                "The model cannot be loaded",
                f"llama.cpp refused {path}: {error}.",
                "Export it again; more is in the run's log.",
            ) from error
        self.name = path.name
        self._family = family
        self._options = {"max_tokens": max_tokens, "temperature": 0.0, "stop": list(family.stop), "seed": 0}

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> Reply:
        prompt = self._family.prompt(messages, tools)
        started = time.monotonic()
        answer = await asyncio.to_thread(self._server.handle_completions, {"prompt": prompt, **self._options})
        if "choices" not in answer:
            raise KnownError(
                "The model did not answer",
                f"llama.cpp said: {answer.get('error', answer)}",
                "Shorten the conversation, or start again.",
            )
        choice, usage = answer["choices"][0], answer["usage"]
        parsed = self._family.parse(choice["text"])
        problem = parsed.problem or (
            "The reply was cut at its length limit." if choice["finish_reason"] == "length" else ""
        )
        return Reply(
            parsed.message,
            Usage(usage["prompt_tokens"], usage["completion_tokens"], time.monotonic() - started),
            problem,
        )

    def close(self) -> None:
        self._server = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
