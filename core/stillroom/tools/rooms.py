"""Which tools share a process: those with the same code, and with the same that it may reach."""

import msgspec

from stillroom.tools.tool import CommandLine, Folder, PythonCode, Tool


class Room(msgspec.Struct, frozen=True):
    """What a process is for: the code that it loads (none for programs), and what that may reach beyond its scratch folder."""

    source: str = ""
    owner: str = ""
    search: str = ""
    network: bool = False
    folders: tuple[Folder, ...] = ()


def rooms(tools: dict[str, Tool]) -> dict[str, Room]:
    """The room of each tool that runs in the sandbox, by its name. The tools of a stateful set share one, with what any of them needs."""
    found: dict[str, Room] = {}
    sets: dict[tuple[str, str, str], Room] = {}
    for name, tool in tools.items():
        code = tool.implementation
        if isinstance(code, CommandLine):
            found[name] = Room(network=tool.network, folders=tool.folders)
        elif isinstance(code, PythonCode):
            room = Room(code.source, code.owner, code.search, tool.network, tool.folders)
            if code.owner:
                key = (code.source, code.owner, code.search)
                known = sets.get(key, room)
                folders = tuple(dict.fromkeys((*known.folders, *room.folders)))
                sets[key] = Room(*key, known.network or room.network, folders)
            found[name] = room
    return {
        name: sets.get((room.source, room.owner, room.search), room) if room.owner else room
        for name, room in found.items()
    }
