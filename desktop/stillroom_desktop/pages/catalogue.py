"""The pages by their steps. Each is imported when it is first shown: plots and highlighters would slow every start."""

from stillroom_desktop.pages.page import Page
from stillroom_desktop.steps import StepKey
from stillroom_desktop.workspace import Workspace


def make_page(key: StepKey, workspace: Workspace) -> Page:
    """The page of a step, made anew."""
    match key:
        case "overview":
            from stillroom_desktop.pages.overview import OverviewPage

            return OverviewPage(workspace)
        case "teacher":
            from stillroom_desktop.pages.teacher import TeacherPage

            return TeacherPage(workspace)
        case "tools":
            from stillroom_desktop.pages.tools import ToolsPage

            return ToolsPage(workspace)
        case "tasks":
            from stillroom_desktop.pages.tasks import TasksPage

            return TasksPage(workspace)
        case "teach":
            from stillroom_desktop.pages.teach import TeachPage

            return TeachPage(workspace)
        case "review":
            from stillroom_desktop.pages.review import ReviewPage

            return ReviewPage(workspace)
        case "student":
            from stillroom_desktop.pages.student import StudentPage

            return StudentPage(workspace)
        case "train":
            from stillroom_desktop.pages.train import TrainPage

            return TrainPage(workspace)
        case "evaluate":
            from stillroom_desktop.pages.evaluate import EvaluatePage

            return EvaluatePage(workspace)
        case "chat":
            from stillroom_desktop.pages.chat import ChatPage

            return ChatPage(workspace)
        case "export":
            from stillroom_desktop.pages.export import ExportPage

            return ExportPage(workspace)
        case "settings":
            from stillroom_desktop.pages.settings import SettingsPage

            return SettingsPage(workspace)
