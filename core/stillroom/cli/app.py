"""The command `stillroom`: its frame. Every command prints words or, with --json, one JSON object; every error is words."""

import contextlib
import functools
import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from stillroom.cli.output import print_json, say
from stillroom.cli.run import Interrupted
from stillroom.errors import KnownError, NotBuiltError, StillroomError, report

INTERRUPTED = 130

ANY_PATH = click.Path(path_type=Path, readable=False)
"""A file or folder. What is wrong with it is no wrong usage: whoever opens it says so."""


@click.group(invoke_without_command=True)
@click.version_option(package_name="stillroom")
@click.pass_context
def stillroom(context: click.Context) -> None:
    """Distil a large model's tool use into a small model of your own.

    The way: new, teach, train, evaluate, chat, export. `stillroom demo` goes all of it on a sample.
    """
    if context.invoked_subcommand is None:
        raise KnownError(
            "No display",
            "The window needs a display, and there is none here.",
            "Go the whole way in the terminal with: stillroom demo. Every command: stillroom --help",
        )


def not_built(what: str, hint: str = "It comes with a later version.") -> NotBuiltError:
    """The error of a part of the command line's contract that is still to come."""
    return NotBuiltError("Not there yet", f"{what} is still to come.", hint)


@contextlib.contextmanager
def usage() -> Iterator[None]:
    """What the block does not take of the command's words is wrong usage, in the same words."""
    try:
        yield
    except NotBuiltError:
        raise
    except KnownError as error:
        raise click.UsageError(f"{error.message} {error.hint}") from error


Command = Callable[..., tuple[dict[str, Any], str]]


def command(group: click.Group, name: str) -> Callable[[Command], click.Command]:
    """Make a function a command. It returns the fields of the JSON object, and the words that say the same."""

    def decorate(function: Command) -> click.Command:
        @click.option("--json", "as_json", is_flag=True, help="Print one JSON object; progress goes to stderr.")
        @functools.wraps(function)
        def run(as_json: bool, **options: Any) -> None:
            try:
                _check_text(options)
                fields, words = function(**options)
            except click.UsageError as error:
                raise click.UsageError(
                    error.message, click.get_current_context()
                ) from None  # to be shown with the command's usage
            if as_json:
                print_json({"ok": True} | fields)
            elif words:
                say(words, json_mode=False)

        return group.command(name)(run)

    return decorate


def _check_text(options: dict[str, Any]) -> None:
    """Refuse words that are no text: bytes that no encoding knows may name a file, and nothing else."""
    for value in options.values():
        for word in value if isinstance(value, tuple) else (value,):
            if isinstance(word, str) and not word.isascii() and any("\ud800" <= sign <= "\udfff" for sign in word):
                raise click.UsageError(f"{word!a} is no text.")


def project_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--project DIR`, the current folder by default."""
    return click.option(
        "--project",
        "project",
        type=ANY_PATH,
        default=Path(),
        show_default="the current folder",
        help="The project's folder.",
    )(function)


def replace_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--replace`: whether a file that is there may be written over."""
    return click.option("--replace", is_flag=True, help="Write over the file if it is there.")(function)


def project_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """`[PROJECT]` or `--project DIR`: the function gets one `project`."""

    @click.argument("project_argument", metavar="[PROJECT]", required=False, type=ANY_PATH)
    @click.option(
        "--project", "project_option", type=ANY_PATH, help="The project's folder; the current one by default."
    )
    @functools.wraps(function)
    def run(project_argument: Path | None, project_option: Path | None, **options: Any) -> Any:
        if project_argument and project_option:
            raise click.UsageError("Give the project once: as PROJECT or with --project.")
        return function(project=project_argument or project_option or Path(), **options)

    return run


def main() -> None:
    """Run the command line and exit: 0 done, 1 an error in words, 2 wrong usage, 130 stopped with Ctrl-C."""
    arguments = sys.argv[1:]
    json_mode = "--json" in arguments
    if isinstance(sys.stdout, io.TextIOWrapper):
        # JSON is UTF-8 everywhere; words are in what the terminal takes, which on Windows may know few letters.
        sys.stdout.reconfigure(encoding="utf-8" if json_mode else None, errors="backslashreplace")
    try:
        sys.exit(_run(arguments, json_mode))
    except BrokenPipeError:  # whoever read our output has gone; Python's own flush at the end must not meet that again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _run(arguments: list[str], json_mode: bool) -> int:
    try:
        stillroom.main(arguments, prog_name="stillroom", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        if json_mode:
            name = error.ctx.command_path if error.ctx else "stillroom"
            print_json(
                {
                    "ok": False,
                    "error": {"title": "Wrong usage", "message": error.format_message(), "hint": f"See: {name} --help"},
                }
            )
        return error.exit_code
    except (Interrupted, KeyboardInterrupt, click.Abort) as error:
        message = (
            error.message
            if isinstance(error, Interrupted)
            else "Stopped. What was finished is kept; the same command goes on."
        )
        _report(
            json_mode, {"title": "Stopped", "message": message, "hint": "Run the same command again to go on."}, message
        )
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last place where it can be put into words
        shown = report(error)
        _report(json_mode, shown.to_json(), _in_words(shown))
        return 1
    return 0


def _report(json_mode: bool, error: dict[str, str], words: str) -> None:
    if json_mode:
        print_json({"ok": False, "error": error})
    else:
        print(words, file=sys.stderr, flush=True)


def _in_words(error: StillroomError) -> str:
    return f"{error.title}. {error.message}" + (f"\n{error.hint}" if error.hint else "")
