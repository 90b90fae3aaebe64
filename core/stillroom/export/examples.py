"""Programs to paste that use an exported student: with Ollama's own Python client, and as a LangChain agent.

Each offers the tools that the student was trained with, and asks something that the first of them is for.
"""

import sys
from collections.abc import Iterable, Sequence

from stillroom.store import Task
from stillroom.students import ollama_address
from stillroom.tools import PythonCode, Tool
from stillroom.trajectories import SYSTEM_PROMPT


def run_line(model: str, host: str) -> str:
    """What is typed into a terminal to talk to the model; `host` is the server's address."""
    return f"{_aimed_at(host)}ollama run {short_name(model)}"


def remove_line(model: str, host: str) -> str:
    """What is typed into a terminal to take the model out of Ollama."""
    return f"{_aimed_at(host)}ollama rm {short_name(model)}"


def short_name(model: str) -> str:
    """A model's name as people say it: Ollama adds `:latest` itself."""
    return model.removesuffix(":latest")


def question_for(tools: Sequence[Tool], tasks: Iterable[Task]) -> str:
    """What to ask: a task's first turn that begins with the first tool, else any that needs a call."""
    firsts = [(task.turns[0], steps[0][0].name) for task in tasks if (steps := task.solution_by_turn[0]) and steps[0]]
    fits = (question for question, tool in firsts if tool == tools[0].name)
    return next(fits, firsts[0][0] if firsts else "What can you do?")


def python_example(model: str, host: str, tools: Sequence[Tool], question: str) -> str:
    """Ask once, and print the calls that come back: ten lines at most, so that all tools stand in one."""
    offered = [tool.spec.to_openai() for tool in tools]
    return f"""from ollama import Client

tools = {offered!r}
messages = [{{"role": "user", "content": {question!r}}}]
reply = Client({host!r}).chat({short_name(model)!r}, messages, tools=tools)
for call in reply.message.tool_calls or []:
    print(call.function.name, dict(call.function.arguments))
print(reply.message.content)
"""


def langchain_example(model: str, host: str, tools: Sequence[Tool], question: str) -> str:
    """An agent that really runs the tools. It has the functions that stand in one source with the first, and that source itself.

    Of the other tools it says that they are not in it.
    """
    codes = [(tool, code) for tool in tools if isinstance(code := tool.implementation, PythonCode) and not code.owner]
    source = codes[0][1].source if codes else ""
    here = [(tool, code) for tool, code in codes if code.source == source]
    offered = "".join(
        f"    StructuredTool(name={tool.name!r}, description={tool.description!r},\n"
        f"                   args_schema={tool.parameters!r}, func={code.entry}),\n"
        for tool, code in here
    )
    there = {tool.name for tool, _ in here}
    missing = ", ".join(tool.name for tool in tools if tool.name not in there)
    if missing:
        offered += f"    # Not here, for no function above does their work: {missing}. Write functions for them.\n"
    return f"""{source.strip()}


from langchain.agents import create_agent
from langchain_core.tools import StructuredTool
from langchain_ollama import ChatOllama

tools = [
{offered}]
chat = ChatOllama(model={short_name(model)!r}, base_url={host!r}, temperature=0, num_predict=192)
agent = create_agent(chat, tools=tools, system_prompt={SYSTEM_PROMPT!r})
answer = agent.invoke({{"messages": [{{"role": "user", "content": {question!r}}}]}})
for message in answer["messages"]:
    message.pretty_print()
"""


def _aimed_at(host: str) -> str:
    """How a terminal is told of a server that is not the one it would ask anyway."""
    if host == ollama_address():
        return ""
    return f'$env:OLLAMA_HOST="{host}"; ' if sys.platform == "win32" else f"OLLAMA_HOST={host} "
