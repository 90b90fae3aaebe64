"""Started as `python -I -S main.py session` or `... zygote`. It loads this package alone: the packages around it would bring all that the engine needs."""

import os
import sys
import types


def _alone() -> None:
    tools = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for name, path in {"stillroom": "", "stillroom.tools": tools}.items():
        package = types.ModuleType(name)
        package.__path__ = [path] if path else []
        sys.modules[name] = package


if __name__ == "__main__":
    _alone()
    if sys.argv[1] == "session":
        from stillroom.tools.worker.session import main
    else:
        from stillroom.tools.worker.zygote import main
    sys.modules["stillroom.tools"].__path__ = []  # a tool's code finds nothing of ours
    main()
