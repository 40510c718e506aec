"""Runs one of the suite's programs as a process of its own, as a service is run."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from typing import Any, Dict, List, Mapping, Optional, Sequence

_TIMEOUT_S = 60.0
_REPORT = "GARRISON-REPORT "
# The suite decides what the programs get; proxies would take them off loopback.
_INHERITED = ("PATH", "HOME", "LANG", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "SYSTEMROOT", "GARRISON_POLICY")


class RunningApp:
    """What the program reports by ``report(name, value)`` is read from its output."""

    def __init__(self, arguments: Sequence[str], env: Mapping[str, str]) -> None:
        kept = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        self.output: List[str] = []
        self.reported: Dict[str, Any] = {}
        self._news = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, *arguments],
            env={**kept, "PYTHONUNBUFFERED": "1", **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_for(self, name: str) -> Any:
        with self._news:
            there = self._news.wait_for(lambda: name in self.reported or self._ended(), _TIMEOUT_S)
            if name in self.reported:
                return self.reported[name]
        self._process.kill()
        why = "ended" if there else "did not answer in time"
        raise RuntimeError(f"the program {why} without “{name}”:\n{''.join(self.output)}")

    def stop(self) -> Optional[int]:
        """SIGTERM, as an orchestrator stops a service; what the kit has not sent by its exit is lost."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self) -> Optional[int]:
        try:
            code = self._process.wait(_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = None
        self._reader.join(5)
        return code

    def _ended(self) -> bool:
        return self._process.poll() is not None and not self._reader.is_alive()

    def _read(self) -> None:
        stream = self._process.stdout
        for line in stream or ():
            if line.startswith(_REPORT):
                name, value = json.loads(line[len(_REPORT) :])
                with self._news:
                    self.reported[name] = value
                    self._news.notify_all()
            else:
                self.output.append(line)
        with self._news:
            self._news.notify_all()


def report(name: str, value: Any) -> None:
    """For the programs: tells the suite something."""
    sys.stdout.write(_REPORT + json.dumps([name, value]) + "\n")
    sys.stdout.flush()


def app_module(name: str) -> str:
    return f"garrison_sentry.verify.apps.{name}"


def start_app(name: str, *, dsn: str, preload: bool = True, env: Mapping[str, str] = {}, arguments: Sequence[str] = ()) -> RunningApp:
    """With the preload, as ``python -m garrison_sentry run -m MODULE``; else the module alone."""
    command = ["-m", app_module(name), *arguments]
    return RunningApp(
        ["-m", "garrison_sentry", "run", *command] if preload else command,
        {"SENTRY_DSN": dsn, "SENTRY_SERVICE": "conformance", "SENTRY_RELEASE": "conformance@1", **env},
    )
