"""A tool: what a model is told of it, and what does it. `reading.py` reads and checks it; `tool_to_json` writes it."""

from typing import Any, Literal

import msgspec

from stillroom.conversation import ToolSpec


class _Implementation(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="kind"):
    """What does the work. Its JSON names its kind, and leaves out what is at its default."""


class PythonCode(_Implementation, frozen=True, tag="python"):
    """A tool written in Python: the `source` of one module, and the name of the function in it that is called.

    Where `owner` names a class of the source, `entry` is a method of it. All tools with the same source and owner are one
    *stateful tool set*: they share one instance in a session. `search` is the folder that is on the path when the code
    runs: the top of the package tree that the file was imported from; "" for none.
    """

    source: str
    entry: str
    owner: str = ""
    search: str = ""


class HttpRequest(_Implementation, frozen=True, tag="http"):
    """A tool that is one HTTP request.

    `{name}` anywhere in `url`, `query`, `headers` and `body` is the argument of that name (`placeholders.py`); the URL's
    scheme and host hold none. `body` is a text, or a JSON value; None for none. A value in `headers` or `query` may hold
    `{secret:NAME}`, which is looked up in the keyring when the request is made.
    """

    method: Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
    url: str
    query: dict[str, str] = {}
    headers: dict[str, str] = {}
    body: Any = None


class CommandLine(_Implementation, frozen=True, tag="command"):
    """A tool that is a program: `arguments` are its words, the program first, with `{name}` for arguments. There is no shell."""

    arguments: tuple[str, ...]


class McpServer(msgspec.Struct, frozen=True, omit_defaults=True):
    """A server of the Model Context Protocol: a local one is started by `command`, a remote one answers at `url`.

    `environment` (of a local one) and `headers` (of a remote one) may hold `{secret:NAME}` in their values.
    """

    command: tuple[str, ...] = ()
    url: str = ""
    environment: dict[str, str] = {}
    headers: dict[str, str] = {}


class McpTool(_Implementation, frozen=True, tag="mcp"):
    """A tool of an MCP server, by the name that it has there."""

    server: McpServer
    tool: str


class Unattached(_Implementation, frozen=True, tag="none"):
    """Nothing yet: only the schema was imported. A call to it is an execution that is not ok and says so."""


Implementation = PythonCode | HttpRequest | CommandLine | McpTool | Unattached


class Folder(msgspec.Struct, frozen=True, omit_defaults=True):
    """A folder that a tool may use beyond its scratch folder: an absolute path, and whether it may write there."""

    path: str
    write: bool = False


class Tool(msgspec.Struct, frozen=True):
    """One thing the agent may do.

    `parameters` is a JSON Schema of type object. `effects` says whether the tool only reads or changes something outside
    itself, and `ask` whether chat asks before it runs one that changes something. `time_limit` is in seconds; a call that
    takes longer is stopped. `network` and `folders` are what code and programs need beyond their sandbox.
    """

    name: str
    description: str
    parameters: dict[str, Any]
    implementation: Implementation
    effects: Literal["reads", "changes"] = "reads"
    time_limit: float = 5.0
    ask: bool = True
    network: bool = False
    folders: tuple[Folder, ...] = ()

    @property
    def spec(self) -> ToolSpec:
        """What a model is told of the tool."""
        return ToolSpec(self.name, self.description, self.parameters)

    @property
    def asks(self) -> bool:
        """Whether chat asks the user before it runs this tool."""
        return self.ask and self.effects == "changes"


# Left out at their defaults, so that a tool written before there were such fields is written, and digested, as it was.
_LATER: dict[str, Any] = {"ask": True, "network": False, "folders": ()}


def tool_to_json(tool: Tool) -> dict[str, Any]:
    """The tool as `tool_from_json` reads it, with its source inside."""
    written: dict[str, Any] = msgspec.to_builtins(tool)
    return {field: value for field, value in written.items() if field not in _LATER or value != _LATER[field]}
