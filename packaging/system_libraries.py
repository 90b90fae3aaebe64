"""The libraries of the system that Qt and llama.cpp load on Linux: which are missing, and which Debian packages hold them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

# The names of Debian and Ubuntu; where a newer release renamed a package (libglib2.0-0t64), it still answers to the old name.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgomp.so.1": "libgomp1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# What is asked for what it would load, under site-packages: the window's widgets, the platforms it may be drawn on, llama.cpp.
LOADERS = [
    "PySide6/QtWidgets.abi3.so",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "xllamacpp/*.so",
]
QT_STARTS = "from PySide6.QtWidgets import QApplication; QApplication(['stillroom'])"


def missing_in(ldd: str) -> set[str]:
    """The names that `ldd` could not find, from its output."""
    return set(re.findall(r"^\s*(\S+) => not found", ldd, re.MULTILINE))


def missing_libraries(site_packages: Path) -> set[str]:
    """The names of the libraries that are not on this machine, as the loader names them (`libEGL.so.1`)."""
    files = [str(path) for pattern in LOADERS for path in sorted(site_packages.glob(pattern))]
    return missing_in(subprocess.run(["ldd", *files], capture_output=True, text=True, check=False).stdout)


def apt_line(packages: list[str], root: bool) -> str:
    """The line to type; without `sudo` for root, who may not have it."""
    return ("" if root else "sudo ") + "apt-get install -y --no-install-recommends " + " ".join(packages)


def apt_install(packages: list[str], log: Path) -> bool:
    """Install Debian packages; only root may. What apt says goes to `log`. False if apt refused."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    with log.open("a", encoding="utf-8") as output:
        for command in (["apt-get", "update"], apt_line(packages, root=True).split()):
            if subprocess.run(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False
            ).returncode:
                return False
    return True


def may_install() -> bool:
    """Whether this process may install Debian packages without asking for a password."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def check(python: Path, site_packages: Path, log: Path, say: Callable[[str], None]) -> None:
    """Look for the libraries of the window and of llama.cpp, install what is missing or say which line does, and start Qt once.

    Nothing here stops the set-up: the terminal needs none of Qt's libraries, and a missing one of llama.cpp's is named again where it is needed.
    """
    missing = missing_libraries(site_packages)
    packages = sorted({PACKAGES[name] for name in missing if name in PACKAGES})
    if packages and may_install():
        say(f"Installing {len(packages)} system packages that the window and llama.cpp need: {' '.join(packages)} ...")
        if not apt_install(packages, log):
            say(f"apt-get refused; what it said is in {log}. By hand: {apt_line(packages, root=True)}")
        missing = missing_libraries(site_packages)
    elif packages and shutil.which("apt-get"):
        say(
            f"The window and llama.cpp need system packages that are not here. To install them: {apt_line(packages, root=False)}"
        )
    if missing and not (packages and shutil.which("apt-get")):
        say(
            f"The window and llama.cpp need system libraries that are not here: {' '.join(sorted(missing))}. Install them with the system's package manager."
        )
    if not missing:
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
        start = subprocess.run(
            [str(python), "-c", QT_STARTS], env=environment, capture_output=True, text=True, check=False
        )
        if start.returncode:
            reason = (start.stderr.strip().splitlines() or [f"exit code {start.returncode}"])[-1]
            say(f"Qt does not start here, so the window will not open; the terminal works. Qt says: {reason}")
