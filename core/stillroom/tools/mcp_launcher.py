"""Starts a local MCP server, and ends with it all that it started: `python -I -S mcp_launcher.py COMMAND...`, not on Windows.

The server has the launcher's stdin and stdout, and its process group. Without it, what a server left behind would outlive the
server, and on Linux a server that does not look whether its stdin has ended would outlive Stillroom.
"""

import contextlib
import os
import signal
import subprocess
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    signal.signal(
        signal.SIGTERM, lambda *_: None
    )  # the group is asked to end by it: the server's end is the one to wait for
    signal.signal(signal.SIGHUP, lambda *_: os.killpg(0, signal.SIGKILL))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGHUP, 0, 0, 0)
    with contextlib.suppress(OSError):
        subprocess.Popen(sys.argv[1:]).wait()
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
