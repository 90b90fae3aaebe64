"""What the agent may do: tools, the check of a call's arguments, and the sandbox in which they run."""

from stillroom.tools.sandbox import Sandbox
from stillroom.tools.tool import PythonCode, Tool, argument_problem, read_tools, tool_from_json, tool_to_json

__all__ = ["PythonCode", "Sandbox", "Tool", "argument_problem", "read_tools", "tool_from_json", "tool_to_json"]
