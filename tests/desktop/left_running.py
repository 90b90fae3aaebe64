"""What of ours a test of the window may not leave behind."""

import gc

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer


def left_running() -> list[str]:
    """Each QThread that runs and each QTimer that is active, in words; the timers are stopped. (Qt's own are none of Python's.)"""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = []
    for thing in gc.get_objects():
        if issubclass(type(thing), QTimer) and shiboken6.isValid(thing) and thing.isActive():
            left.append(f"a timer of {thing.parent()}, every {thing.interval()} ms")
            thing.stop()
        if issubclass(type(thing), QThread) and shiboken6.isValid(thing) and thing.isRunning():
            left.append(f"the thread {thing}")
    return left
