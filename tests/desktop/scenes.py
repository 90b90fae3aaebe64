"""Every page of the window in every state that it can be in, one after the other: what pictures, tabbing and layout are tested on.

The order is that of a user's way, from an empty home to an exported student, so that each state is come to and not made up.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from fake_jobs import FakeRunner
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from scene import FULL, Scene, settle
from scene import dialog_scenes as _dialogs
from scene import page_scene as _scene
from staging import Understudy
from student_scenes import students_compared
from teaching_scenes import taught_by_a_model, taught_by_worked_solutions
from training_scenes import compared, trained

from stillroom import work
from stillroom.errors import KnownError
from stillroom.export import FilesParams
from stillroom.jobs import Asked, Note, Progress, Spending, Stage
from stillroom.models import Usage
from stillroom.store import Execution, Payment
from stillroom.tasks import ImportParams, MakeParams
from stillroom.teacher import Price, Teacher, keep_teacher, teacher_at
from stillroom.tools import Tried, read_tools, tool_to_json
from stillroom.trajectories import TeachParams
from stillroom.trust import let_send
from stillroom_desktop.pages.asked.make_dialog import MakeTasksDialog
from stillroom_desktop.steps import STEPS
from stillroom_desktop.teacher_book import TeacherBook
from stillroom_desktop.window import Window
from stillroom_resources import resource

TOOLS = resource("samples", "cipher_desk", "tools.json")
NESTED: dict[str, Any] = {
    "name": "plan_trip",
    "description": "Plan a trip through several places and say what it costs.",
    "parameters": {
        "type": "object",
        "properties": {
            "places": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"city": {"type": "string"}, "days": {"type": "integer", "default": 1}},
                    "required": ["city"],
                },
                "description": "Where to go, in this order",
            },
            "by": {"type": "string", "enum": ["train", "bus"], "description": "How to travel"},
            "budget": {"type": "number"},
        },
        "required": ["places"],
    },
    "implementation": {
        "kind": "python",
        "source": "import math\n\n\ndef plan_trip(places, by='train', budget=None):\n    return sum(place['days'] for plcae in places)\n",
        "entry": "plan_trip",
    },
    "effects": "changes",
    "time_limit": 5.0,
    "folders": [{"path": "/home/user/Documents/travel", "write": True}],
}
KINDS: dict[str, dict[str, Any]] = {
    "http": {
        "kind": "http",
        "method": "POST",
        "url": "https://api.example.org/v1/{place}/weather",
        "query": {"days": "{days}"},
        "headers": {"Authorization": "Bearer {secret:weather_key}"},
        "body": {"unit": "{unit}"},
    },
    "command": {"kind": "command", "arguments": ["weather-cli", "--place", "{place}"]},
    "mcp": {"kind": "mcp", "server": {"command": ["npx", "-y", "weather-mcp"]}, "tool": "forecast"},
}
DRAFT: dict[str, Any] = {
    "name": "reading_time",
    "description": "Count the words of a text, and say how many seconds it takes to read it aloud.",
    "parameters": {
        "type": "object",
        "properties": {"text": {"type": "string", "description": "The text"}},
        "required": ["text"],
    },
    "implementation": {
        "kind": "python",
        "source": "def reading_time(text):\n    words = len(text.split())\n    return {'words': words, 'seconds': round(words / 2.5)}\n",
        "entry": "reading_time",
    },
    "effects": "reads",
    "time_limit": 5.0,
}
TEACHER = msgspec.structs.replace(teacher_at("http://127.0.0.1:9/v1", "qwen3-coder-30b"), price=Price(0.15, 0.6))


def scenes(window: Window, fake: FakeRunner, home: Path) -> Iterator[Scene]:
    """Bring the window, which has no project open, from scene to scene. Projects are made in `home`/Stillroom."""
    projects = home / "Stillroom"
    window.workspace.set_setting("projects_folder", str(projects))
    yield from _without_project(window, projects)
    understudy = Understudy(window.workspace, fake)
    window.open_sample()
    yield from _prepared(window, home)
    yield from _with_teachers(window, understudy)
    yield from taught_by_a_model(window, understudy)
    yield from taught_by_worked_solutions(window, understudy)
    yield from students_compared(window, understudy)
    yield from trained(window, understudy, home)
    yield from _scored(window, understudy)
    yield from compared(window)
    yield from _chatted(window, understudy)
    yield from _exported(window, understudy, home)
    yield from _settings(window)
    yield from _left(window, understudy)


def _without_project(window: Window, projects: Path) -> Iterator[Scene]:
    yield _scene(window, "welcome", "empty", "overview")
    window.new_project()
    yield from _dialogs(window, "welcome", "new-project")
    window.workspace.create(projects / "mail-agent")
    for page in STEPS:
        yield _scene(window, page, "empty")
    window.workspace.store.set_tools(
        [tool_to_json(tool) for tool in read_tools(TOOLS)]
    )  # as one from elsewhere has them
    window.workspace.touch()
    yield _scene(window, "tools", "untrusted")
    window.workspace.teach()
    yield from _dialogs(window, "tools", "trust")
    yield from _built(window, projects)
    window.close_project()
    window.workspace.recent.append(projects / "letters")
    window.page.refresh()
    yield _scene(window, "welcome", "recent", "overview")


def _built(window: Window, projects: Path) -> Iterator[Scene]:
    """Tools of every kind, made by hand."""
    window.workspace.trust()
    page: Any = window.page
    page.make("python")
    yield _scene(window, "tools", "new")
    page.editor.show_tool(NESTED | {"name": page.editor.tool["name"]}, [], [])
    page.editor._set("name", NESTED["name"])
    page.editor.flush()
    tree = page.editor.parameters.tree
    tree.setCurrentItem(tree.topLevelItem(1))
    name = page.editor.tool["name"]
    failed = Execution("call-1", name, {}, False, "Error: KeyError: days", 0.0123, line=5, printed="3 places")
    page.try_tool._done(name, Tried(failed, {"Trip": {"days": 3}}))
    QTest.qWait(50)
    yield _scene(window, "tools", "failed")
    page.try_tool.arguments.how.set_value("json")
    yield _scene(window, "tools", "json")
    for kind, code in KINDS.items():
        page.make(kind)
        page.editor._set("implementation", code)
        page.editor._set("description", "Look up what the weather is at a place.")
        page.editor.flush()
        yield _scene(window, "tools", kind)
    window.workspace.store.set_fact("packages", ["pypdf>=6", "python-dateutil"])
    window.workspace.touch()
    page._area.verticalScrollBar().setValue(100_000)
    yield _scene(window, "tools", "packages")
    page.packages.install.click()
    yield from _dialogs(window, "tools", "install")
    page.menus.ask_secret(lambda name: None)
    yield from _dialogs(window, "tools", "secret")
    page.menus.open_draft()
    yield from _dialogs(window, "tools", "draft-no-teacher")
    page.menus.open_import()
    dialog = window.findChild(QDialog, "import_tools")
    dialog.where.setText(str(TOOLS.with_name("tools.py")))
    dialog.read.click()
    while dialog._reader.busy:
        QTest.qWait(10)
    yield from _dialogs(window, "tools", "import")
    page.menus.open_import()
    dialog = window.findChildren(QDialog, "import_tools")[-1]
    dialog.kind.set_value("openapi")
    dialog.where.setText(str(projects / "nothing.json"))
    dialog.read.click()
    while dialog._reader.busy:
        QTest.qWait(10)
    yield from _dialogs(window, "tools", "import-failed")


def _prepared(window: Window, home: Path) -> Iterator[Scene]:
    for page in ("overview", "tools", "tasks", "teach", "student"):
        yield _scene(window, page, "ready")
    yield from _asked(window, home)
    window.go("overview")
    window.findChild(QWidget, "copy_project").click()
    yield from _dialogs(window, "overview", "copy")


def _with_teachers(window: Window, understudy: Understudy) -> Iterator[Scene]:
    """Teachers set up: one whose key is missing, and one whose last test failed."""
    workspace, book = window.workspace, window.workspace.teachers
    far = Teacher("gpt-4o-mini", "openai", "gpt-4o-mini")
    near = Teacher("qwen3-coder-30b", "ollama", "qwen3-coder:30b-a3b-q4_K_M")
    for teacher in (far, near):
        keep_teacher(teacher)
    assert workspace.project
    work.choose_teacher(workspace.project, near.name)
    work.set_budget(workspace.project, 2.5)
    payment = Payment("teach", "openai", "gpt-4o-mini", 81_000, 9_000, 0.01755, 61.0)
    workspace.store.add_payment("teach-0", payment)
    book.tests[near] = Usage(212, 31, 1.83)
    window.go("teacher")
    _wait_for(book)
    yield _scene(window, "teacher", "set-up")
    why = "is not running at http://127.0.0.1:11434/v1"
    book.tests[near] = KnownError("No answer", f"{near.model} {why}.", "Start it, then test it again.")
    book.remove(far)
    yield _scene(window, "teacher", "failed")
    book.restore()
    _wait_for(book)
    page: Any = window.page
    page.add.click()
    yield from _dialogs(window, "teacher", "add")
    page.cards[0].edit.click()
    dialog = window.findChildren(QDialog, "teacher_dialog")[-1]
    dialog.name.setText(near.name)
    dialog.model.field.clear()
    dialog.temperature.setText("warm")
    dialog.keep.click()
    yield from _dialogs(window, "teacher", "faults")
    assert workspace.start(work.teach(workspace.project, TeachParams(teacher=far, budget=2.5))) is None
    dialog = window.findChild(QDialog, "sending")
    while dialog._looker.busy:
        QTest.qWait(10)
    yield from _dialogs(window, "teacher", "sending")
    yield from _drafted(window, understudy)
    for teacher in (far, near):
        book.remove(teacher)
    book.removed = None
    workspace.touch()


def _drafted(window: Window, understudy: Understudy) -> Iterator[Scene]:
    window.go("tools")
    page: Any = window.page
    page.menus.open_draft()
    dialog = window.findChild(QDialog, "draft_tool")
    dialog.sentence.setPlainText("Say how many words a text has, and how long it takes to read it aloud.")
    settle()
    yield Scene("tools", "draft", dialog)
    dialog.draft.click()
    job = understudy.fake.job("draft")
    settle()
    yield Scene("tools", "drafting", dialog)
    job.finish({"tool": DRAFT, "examples": [{"text": "Good morning."}, {"text": "To be, or not to be?"}, {"text": ""}]})
    yield from _dialogs(window, "tools", "drafted")


def _wait_for(book: TeacherBook) -> None:
    while book.busy:
        QTest.qWait(10)
    settle()


def _asked(window: Window, home: Path) -> Iterator[Scene]:
    """Tasks chosen, changed, typed, imported and written."""
    window.go("tasks")
    page: Any = window.page
    page.coverage.grid.chosen.emit("encrypt_text", "chain")
    page.detail.edit.click()
    yield _scene(window, "tasks", "edited")
    page.editor.cancel.click()
    page.filters.reset()
    page.menus.open_typing()
    yield from _dialogs(window, "tasks", "type")
    table = home / "requests.csv"
    table.write_text("question;topic\nWrite “tea at nine” in Morse.;letters\nShift “rose” by 3.;letters\n", "utf-8")
    page.menus.open_import(table)
    dialog: Any = window.findChild(QDialog, "import_tasks")
    while dialog._reader.busy:
        QTest.qWait(10)
    yield from _dialogs(window, "tasks", "import")
    MakeTasksDialog.begin(page, window.workspace, None)
    yield from _dialogs(window, "tasks", "no-teacher")
    MakeTasksDialog.begin(page, window.workspace, TEACHER)
    dialog = window.findChild(QDialog, "make_tasks")
    while dialog._planner.busy:
        QTest.qWait(10)
    yield from _dialogs(window, "tasks", "make")
    let_send(page.workspace.project.folder, TEACHER.address)
    page.workspace.make_tasks(MakeParams(50, TEACHER))
    job = page.workspace.running("make_tasks")
    job.feed(Stage("Writing tasks", 50, "tasks"), Progress(12, 50), Spending(0.0123, 3456))
    yield _scene(window, "tasks", "running")
    job.cancelled("Stopped after 12 of 50 tasks; all of them are kept. Run it again to go on.")
    page.notice.close_button.click()
    yield _scene(window, "tasks", "paused")
    page.notice.go_on.click()
    job = page.workspace.running("make_tasks")
    dropped = {"near-duplicate": 3, "not about its tool": 1, "a call that failed when it was made": 1}
    job.finish({"made": 38, "missing": 0, "dropped": dropped, "budget_reached": False})
    yield _scene(window, "tasks", "written")
    page.workspace.import_tasks(ImportParams(text="Sing."))
    left_out = [{"where": "Line 3 of requests.csv", "prompt": "Shift “rose” by 3.", "reason": "near-duplicate"}]
    result = {"added": 0, "first": 0, "dropped": {"near-duplicate": 1}, "left_out": left_out}
    page.workspace.running("import").finish(result)
    page.notice.details.click()
    yield from _dialogs(window, "tasks", "left-out")
    page.notice.close_button.click()


def _scored(window: Window, understudy: Understudy) -> Iterator[Scene]:
    yield _scene(window, "evaluate", "ready")
    job = understudy.start_scoring()
    job.feed(Stage("Converting the base to GGUF"))
    yield _scene(window, "evaluate", "starting")
    understudy.score(job, "base")
    understudy.score(job, "student", 0.6)
    yield _scene(window, "evaluate", "running")
    yield _scene(window, "overview", "scoring")
    job.cancelled("Stopped while scoring student. What was scored is kept.")
    yield _scene(window, "evaluate", "paused")
    job = understudy.start_scoring()
    job.fail(*FULL)
    yield _scene(window, "evaluate", "failed")
    job = understudy.start_scoring()
    understudy.score(job, "student")
    understudy.score(job, "quantised")
    understudy.end_scoring(job)
    yield _scene(window, "evaluate", "done")
    evaluate: Any = window.page
    evaluate.scorecard.kinds.by.set_value("tool")
    yield _scene(window, "evaluate", "by-tool")
    table = evaluate.scorecard.failures.table
    table.activated_row.emit(table.rows.row(0)["id"])
    yield from _dialogs(window, "evaluate", "failure")


def _chatted(window: Window, understudy: Understudy) -> Iterator[Scene]:
    yield _scene(window, "chat", "ready")
    chat: Any = window.page
    chat.field.send_button.click()
    after = understudy.fake.jobs[-1]
    after.feed(Stage("Converting the student to GGUF"))
    yield _scene(window, "chat", "starting")
    understudy.call_in_chat(after)
    yield _scene(window, "chat", "running")
    after.feed(Asked(chat.after.transcript.cards[-1].call))
    yield _scene(window, "chat", "asks")
    chat.after.transcript.cards[-1].findChild(QWidget, "call_run").click()
    understudy.answer_in_chat(after)
    understudy.answer_without_a_call(understudy.fake.jobs[-1])
    yield _scene(window, "chat", "done")
    chat.field.set_text("And how many words does it have?")
    chat.field.send_button.click()
    after.feed(Note("The reply was cut at its length limit."))
    after.fail(
        "The job ended early",
        "It was ended by the system, most likely because memory ran out. Its log ends with: Killed",
        "Close other programs or choose a smaller student. What was finished is kept: start it again to go on. "
        "More is in ~/Stillroom/cipher-desk/runs/chat-1/log.txt.",
    )
    understudy.fake.jobs[-1].cancelled()
    yield _scene(window, "chat", "failed")
    window.go("overview")
    for job in list(window.workspace.jobs):
        understudy.fake.jobs[understudy.fake.jobs.index(job)].cancelled()  # type: ignore[arg-type]


def _exported(window: Window, understudy: Understudy, home: Path) -> Iterator[Scene]:
    yield _scene(window, "export", "no-ollama")
    understudy.see_ollama("0.33.0")
    yield _scene(window, "export", "ready")
    page: Any = window.page
    page.ollama.elsewhere.click()
    yield _scene(window, "export", "elsewhere")
    page.ollama.elsewhere.click()
    out = home / "Stillroom" / "cipher-desk" / "exports"
    job = understudy.start_writing(out / "cipher-desk-Q4_K_M.gguf")
    job.feed(Stage("Merging the adapter into the base"), Stage("Converting the student to GGUF"))
    yield _scene(window, "export", "running")
    job.fail(*FULL)
    yield _scene(window, "export", "failed")
    understudy.write(understudy.start_writing(out / "cipher-desk-Q4_K_M.gguf"))
    yield _scene(window, "export", "written")
    window.workspace.export_files(FilesParams("folder", str(out / "cipher-desk-model")))
    job = understudy.fake.job("export")
    job.feed(Stage("Merging the adapter into the base"))
    yield _scene(window, "export", "writing-folder")
    job.cancelled("Stopped. What was finished is kept.")
    understudy.start_into_ollama().fail(
        "The name is taken",
        "Ollama has cipher-desk:latest already: an earlier export of Stillroom. "
        "When it is replaced, it is kept as cipher-desk:previous.",
        "Choose another name, or say --replace.",
    )
    yield from _dialogs(window, "export", "taken")
    yield _scene(window, "export", "refused")
    job = understudy.start_into_ollama()
    understudy.send_to_ollama(job)
    yield _scene(window, "export", "trying")
    understudy.end_in_ollama(job, "cipher-desk:previous")
    yield _scene(window, "export", "done")
    page.report.use.tabs.set_value("langchain")
    yield _scene(window, "export", "langchain")
    yield _scene(window, "overview", "done")


def _settings(window: Window) -> Iterator[Scene]:
    yield _scene(window, "settings", "ready")
    window.menus.show_shortcuts()
    yield from _dialogs(window, "settings", "shortcuts")


def _left(window: Window, understudy: Understudy) -> Iterator[Scene]:
    window.workspace.failed.emit(KnownError(*FULL))
    yield from _dialogs(window, "window", "error")
    job = understudy.start_training()
    window.close()
    yield from _dialogs(window, "window", "leaving")
    window.close()
    settle()
    for dialog in window.findChildren(QDialog):
        if dialog.objectName() == "leaving":
            dialog.findChild(QWidget, "save_and_stop").click()
    settle()
    assert window.closing._saving
    yield Scene("window", "saving", window.closing._saving)
    job.cancelled()
