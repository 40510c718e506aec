"""A program in a process of its own, and the server that its SDK sends to."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from typing import Any, Callable, Iterator, List, NamedTuple

import pytest

from garrison_sentry.verify.capture_server import CaptureServer


class Ended(NamedTuple):
    code: int
    output: str
    capture: CaptureServer

    def events(self) -> List[Any]:
        return [item.payload for item in self.capture.items("event")]

    def transactions(self) -> List[Any]:
        return [item.payload for item in self.capture.items("transaction")]


Run = Callable[..., Ended]


@pytest.fixture
def capture() -> Iterator[CaptureServer]:
    with CaptureServer() as server:
        yield server


@pytest.fixture
def run(capture: CaptureServer, tmp_path: Any) -> Run:
    def start(source: str, *, arguments: List[str] = [], timeout: float = 60, **env: str) -> Ended:
        program = tmp_path / "program.py"
        program.write_text(textwrap.dedent(source))
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SENTRY_", "GARRISON_"))}
        settings = {"SENTRY_DSN": capture.dsn, "SENTRY_RELEASE": "test@1", "SENTRY_TRACES_SAMPLE_RATE": "1", **env}
        done = subprocess.run(
            [sys.executable, *(arguments or [str(program)])],
            env={**kept, **{name: value for name, value in settings.items() if value}},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout,
        )
        return Ended(done.returncode, done.stdout, capture)

    return start
