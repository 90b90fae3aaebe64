"""What would run if the user let a project's tools run, in a line for each."""

import shlex
from typing import Any

from PySide6.QtCore import QCoreApplication

from stillroom.tools.placeholders import secrets_in

translate = QCoreApplication.translate


def what_runs(tool: dict[str, Any]) -> str:
    """A tool of anyone's, as its project keeps it, in words: what it starts or asks, and what it may use."""
    code = tool.get("implementation")
    code = code if isinstance(code, dict) else {}
    parts = [_work(code)]
    if code.get("search"):
        parts.append(translate("WhatRuns", "imports from {path}").format(path=code["search"]))
    if tool.get("network"):
        parts.append(translate("WhatRuns", "uses the network"))
    folders = tool.get("folders")
    for folder in folders if isinstance(folders, list) else ():
        if isinstance(folder, dict):
            words = (
                translate("WhatRuns", "writes in {path}")
                if folder.get("write")
                else translate("WhatRuns", "reads {path}")
            )
            parts.append(words.format(path=folder.get("path", "")))
    parts += [translate("WhatRuns", "sends the secret {name}").format(name=name) for name in secrets_in(code)]
    return ", ".join(parts)


def _work(code: dict[str, Any]) -> str:
    match code.get("kind"):
        case "python":
            owner = code.get("owner")
            return (
                translate("WhatRuns", "Python code, class {name}").format(name=owner)
                if owner
                else translate("WhatRuns", "Python code")
            )
        case "http":
            return translate("WhatRuns", "{method} to {url}").format(method=code.get("method"), url=code.get("url"))
        case "command":
            return translate("WhatRuns", "starts {command}").format(command=_line(code.get("arguments")))
        case "mcp":
            server = code.get("server")
            server = server if isinstance(server, dict) else {}
            if server.get("url"):
                return translate("WhatRuns", "asks the MCP server {url}").format(url=server["url"])
            return translate("WhatRuns", "starts the MCP server {command}, outside the sandbox").format(
                command=_line(server.get("command"))
            )
        case "none":
            return translate("WhatRuns", "nothing yet")
    return translate("WhatRuns", "something that this Stillroom does not know")


def _line(words: Any) -> str:
    return shlex.join(str(word) for word in words) if isinstance(words, list | tuple) else ""
