"""Showing a folder or a page of the web in the system's own programs."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from stillroom.errors import KnownError
from stillroom_desktop.workspace import Workspace

translate = QCoreApplication.translate


def show_folder(workspace: Workspace, folder: Path) -> None:
    """Show it; where the system does not, the workspace's `failed` says so."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        error = KnownError(
            translate("Folders", "The folder cannot be opened"),
            translate("Folders", "The system did not open {folder}.").format(folder=folder),
            translate("Folders", "Was it moved or deleted?"),
        )
        workspace.failed.emit(error)


def show_page(workspace: Workspace, address: str) -> None:
    """Show a page in the browser; where the system does not, the workspace's `failed` says so."""
    if not QDesktopServices.openUrl(QUrl(address)):
        error = KnownError(
            translate("Folders", "The page cannot be opened"),
            translate("Folders", "The system did not open {address}.").format(address=address),
            translate("Folders", "Type the address into your browser."),
        )
        workspace.failed.emit(error)
