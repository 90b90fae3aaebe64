"""Whether things may move. Qt knows what the user wants on Windows and macOS; its themes for Linux say no, whatever that is."""

import sys

from PySide6.QtCore import Qt, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant
from PySide6.QtWidgets import QApplication

_PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings")
_WISH = ("org.gnome.desktop.interface", "enable-animations")  # which other desktops' portals answer as well


def ask_for_motion(app: QApplication) -> None:
    """On Linux, let things move, unless the desktop answers that its user wants none. It is not waited for."""
    if sys.platform != "linux":
        return
    app.setEffectEnabled(Qt.UIEffect.UI_General, True)
    message = QDBusMessage.createMethodCall(*_PORTAL, "Read")
    message.setArguments(list(_WISH))
    watcher = QDBusPendingCallWatcher(QDBusConnection.sessionBus().asyncCall(message), app)
    watcher.finished.connect(_take)


@Slot(QDBusPendingCallWatcher)
def _take(watcher: QDBusPendingCallWatcher) -> None:
    answer = watcher.reply().arguments() if not watcher.isError() else [True]
    wish = answer[0]
    while isinstance(wish, QDBusVariant):  # this call wraps it twice
        wish = wish.variant()
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, wish is not False)
    watcher.deleteLater()
