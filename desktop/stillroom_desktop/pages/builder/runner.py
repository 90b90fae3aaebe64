"""One call of a tool at a time, in the sandbox and in a thread of its own."""

import asyncio
import contextlib
import threading
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from stillroom.errors import StillroomError, from_exception
from stillroom.tools import Tool, Tried, try_once


class ToolRunner(QObject):
    """Runs one call at a time in a sandbox, in a thread that ends with the call."""

    done = Signal(str, object)  # the tool's name; its Tried, a StillroomError, or None where it was stopped

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop
        self._stop: asyncio.Event
        parent.destroyed.connect(self.end)
        application = QCoreApplication.instance()
        assert application
        application.aboutToQuit.connect(self.end)

    @property
    def running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def start(
        self, tool: Tool, arguments: dict[str, Any], packages: list[str], state: dict[str, Any] | None = None
    ) -> None:
        """Run a call from this initial state, where the project's packages are; `done` tells what came of it.

        One that still runs is ended first.
        """
        self.end()
        self._loop, self._stop = asyncio.new_event_loop(), asyncio.Event()
        self._thread = threading.Thread(
            target=self._work, args=(tool, arguments, packages, state), name=f"trying {tool.name}"
        )
        self._thread.start()

    def stop(self) -> None:
        """Let the call be stopped."""
        if self.running:
            with contextlib.suppress(RuntimeError):  # it has just ended by itself
                self._loop.call_soon_threadsafe(self._stop.set)

    def end(self) -> None:
        """Stop the call, and wait until it is."""
        self.stop()
        if self._thread:
            self._thread.join()

    def _work(self, tool: Tool, arguments: dict[str, Any], packages: list[str], state: dict[str, Any] | None) -> None:
        outcome: Tried | StillroomError | None
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                outcome = runner.run(self._call(tool, arguments, packages, state))
        except Exception as error:  # noqa: BLE001 - the page shows it
            outcome = from_exception(error)
        with contextlib.suppress(RuntimeError):  # the window may be gone
            self.done.emit(tool.name, outcome)

    async def _call(
        self, tool: Tool, arguments: dict[str, Any], packages: list[str], state: dict[str, Any] | None
    ) -> Tried | None:
        call = asyncio.ensure_future(try_once(tool, arguments, packages, state))
        stop = asyncio.ensure_future(self._stop.wait())
        await asyncio.wait({call, stop}, return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if call.done():
            return call.result()
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
        return None
