"""Whether things move on Linux: asked of the desktop's portal, which a stand-in on a bus of its own plays."""

import shutil
import subprocess
import sys

import pytest

pytest.importorskip("jeepney")
pytestmark = pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="needs D-Bus's own programs")

PORTAL = """
import subprocess, sys
from jeepney import HeaderFields, MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

bus = open_dbus_connection()
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
window = subprocess.Popen([sys.executable, "-c", sys.argv[2]])
while True:
    asked = bus.receive()
    if asked.header.message_type == MessageType.method_call and asked.header.fields[HeaderFields.member] == "Read":
        assert asked.body == ("org.gnome.desktop.interface", "enable-animations")
        bus.send(new_method_return(asked, "v", (("v", ("b", sys.argv[1] == "yes")),)))
        break
sys.exit(window.wait())
"""

WINDOW = """
from PySide6.QtCore import Qt, QTimer
from stillroom_desktop.app import make_application

app = make_application()
moves = lambda: app.isEffectEnabled(Qt.UIEffect.UI_General)
assert moves()
QTimer.singleShot({wait}, app.quit)
app.exec()
print(moves())
"""


@pytest.mark.parametrize(("wish", "moves"), [("yes", "True"), ("no", "False")])
def test_the_desktop_s_wish_holds(wish: str, moves: str) -> None:
    inside = [sys.executable, "-c", PORTAL, wish, WINDOW.format(wait=1500)]
    run = subprocess.run(["dbus-run-session", "--", *inside], capture_output=True, text=True, timeout=60, check=False)
    assert (run.stdout.strip(), run.returncode) == (moves, 0), run.stderr


def test_without_a_desktop_that_answers_things_move() -> None:
    inside = [sys.executable, "-c", WINDOW.format(wait=300)]
    run = subprocess.run(["dbus-run-session", "--", *inside], capture_output=True, text=True, timeout=60, check=False)
    assert (run.stdout.strip(), run.returncode) == ("True", 0), run.stderr
