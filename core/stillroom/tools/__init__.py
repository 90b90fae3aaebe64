"""What the agent may do: tools, the check of a call's arguments, and the sandbox in which they run."""

from stillroom.tools.advice import Advice, advise
from stillroom.tools.arguments import argument_problem
from stillroom.tools.environment import (
    PACKAGES,
    PackagesParams,
    check_packages,
    install_packages,
    needed_environment,
    tool_environment,
)
from stillroom.tools.faults import failing_again, is_fault, with_faults
from stillroom.tools.implementations import read_server
from stillroom.tools.reading import read_tools, tool_from_json
from stillroom.tools.replay import Replay, ToolSession
from stillroom.tools.sandbox import Sandbox, Session, State
from stillroom.tools.stock import StockTool, make, stock_tools
from stillroom.tools.tool import (
    CommandLine,
    Folder,
    HttpRequest,
    Implementation,
    McpServer,
    McpTool,
    PythonCode,
    Tool,
    Unattached,
    tool_to_json,
)
from stillroom.tools.trying import RAN, Tried, note_ran, run_digest, tools_that_ran, try_once

__all__ = [
    "PACKAGES",
    "RAN",
    "Advice",
    "CommandLine",
    "Folder",
    "HttpRequest",
    "Implementation",
    "McpServer",
    "McpTool",
    "PackagesParams",
    "PythonCode",
    "Replay",
    "Sandbox",
    "Session",
    "State",
    "StockTool",
    "Tool",
    "ToolSession",
    "Tried",
    "Unattached",
    "advise",
    "argument_problem",
    "check_packages",
    "failing_again",
    "install_packages",
    "is_fault",
    "make",
    "needed_environment",
    "note_ran",
    "read_server",
    "read_tools",
    "run_digest",
    "stock_tools",
    "tool_environment",
    "tool_from_json",
    "tool_to_json",
    "tools_that_ran",
    "try_once",
    "with_faults",
]
