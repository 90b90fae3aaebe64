"""Replies from real weights: a GGUF run by llama.cpp in this process."""

from collections.abc import Callable
from pathlib import Path
from typing import Any


def llama_reply(gguf: Path, *, context: int = 4096) -> Callable[[str, dict[str, Any]], str]:
    """What `reply` of a stand-in may be: the model's greedy continuation of the prompt, up to the request's stop words."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(gguf)
    params.n_ctx = context
    params.n_parallel = 1
    params.warmup = False
    server = xllamacpp.Server(params)

    def reply(prompt: str, options: dict[str, Any]) -> str:
        asked = {
            "prompt": prompt,
            "max_tokens": options["num_predict"] if options["num_predict"] > 0 else 512,
            "temperature": 0.0,
            "seed": 0,
            "stop": options["stop"],
            "repeat_penalty": options["repeat_penalty"],
        }
        return str(server.handle_completions(asked)["choices"][0]["text"])

    return reply
