"""Tools from elsewhere, and back again: Python files, OpenAPI documents, MCP servers, and the schemas that other programs use."""

from stillroom.tools.importers.exporting import Exported, to_json, to_python
from stillroom.tools.importers.imported import Imported, Remark, add_tools
from stillroom.tools.importers.mcp import import_mcp, server_from
from stillroom.tools.importers.openapi import import_openapi
from stillroom.tools.importers.python import import_python, split_target
from stillroom.tools.importers.schemas import import_schemas, to_openai

__all__ = [
    "Exported",
    "Imported",
    "Remark",
    "add_tools",
    "import_mcp",
    "import_openapi",
    "import_python",
    "import_schemas",
    "server_from",
    "split_target",
    "to_json",
    "to_openai",
    "to_python",
]
