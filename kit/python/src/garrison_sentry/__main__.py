"""``python -m garrison_sentry run COMMAND …``: starts a service with the kit, without a change of its code."""

from __future__ import annotations

import importlib
import importlib.util
import os
import runpy
import shutil
import sys
from typing import List, Optional

from .init_sentry import init_sentry
from .kit_state import STATE

USAGE = """python -m garrison_sentry <command>

  run PROGRAM [ARGUMENTS …]
      start a Python program with Sentry running before its first import: a module or console script (uvicorn app:app,
      gunicorn app:app, celery -A tasks worker), a file (worker.py), or -m MODULE
  verify [--policy FILE] [--json]
      prove on this installation which data leaves a service and which events arrive
"""

def main(arguments: List[str]) -> int:
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command == "verify":
        from .verify.__main__ import main as verify

        return verify(rest)
    if command == "run" and rest:
        return _run(rest)
    asked = command in ("help", "--help", "-h")
    (sys.stdout if asked else sys.stderr).write(USAGE)
    return 0 if asked else 2


def _run(command: List[str]) -> int:
    """In this very process, as the interpreter itself would: the program is `__main__`, its folder is importable."""
    STATE.preloaded = True
    init_sentry()
    program, arguments = command[0], command[1:]
    if program == "-m" and arguments:
        sys.argv = arguments
        sys.path.insert(0, os.getcwd())
        runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
        return 0
    if os.path.isfile(program) and (program.endswith(".py") or os.sep in program):
        sys.argv = command
        sys.path.insert(0, os.path.dirname(os.path.abspath(program)))
        runpy.run_path(program, run_name="__main__")
        return 0
    return _run_script(program, arguments)


def _run_script(program: str, arguments: List[str]) -> int:
    """A console script by the function that it calls; its file may be of a form that Python cannot read."""
    entry = _console_script(program)
    if entry is not None:
        # Children that `multiprocessing` starts afresh import the main module of their parent by this name.
        sys.modules["__main__"].__spec__ = importlib.util.find_spec("garrison_sentry.run_child")
        sys.argv = [shutil.which(program) or program, *arguments]
        # As `uvicorn` on the command line: the working directory is not on the path unless the program puts it there.
        module, _, function = entry.partition(":")
        target = importlib.import_module(module)
        for name in function.split("."):
            target = getattr(target, name)
        result = target()  # type: ignore[operator]
        return result if isinstance(result, int) else 0
    sys.stderr.write(f"garrison_sentry run: no Python program is called {program}\n")
    return 127


def _console_script(program: str) -> Optional[str]:
    from importlib.metadata import distributions

    for distribution in distributions():
        for entry in distribution.entry_points:
            if entry.group == "console_scripts" and entry.name == program:
                return entry.value.split(" ", 1)[0]
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
