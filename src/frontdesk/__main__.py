"""``frontdesk`` opens the window; with a subcommand it works headless and prints."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from frontdesk import screen
from frontdesk.cli import parser
from frontdesk.cli.arguments import Arguments
from frontdesk.installation import InstallationError


def main(words: Sequence[str] | None = None) -> int:
    """Run the program with the words of the command line; the exit status."""
    args = parser.parse(words)
    try:
        return _run(args)
    except InstallationError as error:
        screen.tell(str(error))
        return 1


def _run(args: Arguments) -> int:
    # Each half is imported only when it is wanted: a headless machine may have no Qt libraries.
    if args.selftest:
        from frontdesk import selftest

        return selftest.run()
    if args.command in ("", None):
        return _open_window(args)
    if args.command == "tour":
        from frontdesk import app

        return app.run_tour(args.folder, args.language)
    if args.command == "shots":
        from frontdesk import app

        return app.run_shots(args.folder, args.language)
    return _run_headless(args)


def _open_window(args: Arguments) -> int:
    """Open the window, or say in one line what this computer lacks for it."""
    if reason := screen.why_no_window():
        screen.tell(reason)
        return 1
    try:
        app = import_app()
    except ImportError as error:
        library = str(error).partition(": cannot open shared object file")[0]
        if library == str(error):
            raise  # not a library of the system: a broken copy, and a bug
        screen.tell(screen.missing_libraries([library]))
        return 1
    if args.open_backup is not None:
        return int(app.run_backup(args.open_backup, args.db))
    return int(app.run_window(args.db, args.now, new_window=args.new_window))


def import_app() -> ModuleType:
    """Import what the window needs, with the collector of garbage out of the way.

    An import makes a hundred thousand objects that stay: to look for garbage among them again and
    again takes a tenth of the time.
    """
    gc.disable()
    try:
        from frontdesk import app
    finally:
        gc.enable()
    return app


def _run_headless(args: Arguments) -> int:
    """Carry out a subcommand; a reader that stops listening, such as ``head``, is no error."""
    from frontdesk.cli import commands

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # The answers are UTF-8 everywhere, also where a terminal would rather have less.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = commands.run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain once more when it closes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


if __name__ == "__main__":
    sys.exit(main())
