"""What the kit of this process knows: one per process, whichever way it was started."""

from __future__ import annotations

import sys
import threading
from typing import Any, Callable, Dict, List, NamedTuple, Optional, TypeVar

from .policy import Document, Policy

T = TypeVar("T")


class Problem(NamedTuple):
    """A thing found at start that costs events or data: what, and what to do about it."""

    code: str
    message: str
    fix: str


class Running(NamedTuple):
    service_name: str
    team: Optional[str]
    environment: str
    release: str
    mode: str
    policy: Policy
    document: Document
    policy_tag: str
    # Equal configurations have equal fingerprints.
    fingerprint: str
    traces_sample_rate: Optional[float]
    profile_session_sample_rate: Optional[float]
    client: Any


def _write_line(line: str) -> None:
    sys.stderr.write(f"{line}\n")


class KitState:
    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.preloaded = False
        self.stopping = False
        self.running: Optional[Running] = None
        self.log: Callable[[str], None] = _write_line
        self.problems: List[Problem] = []
        self.drops: Dict[str, int] = {}
        self.sent = 0
        self.shutdown_steps: List[Callable[[], Any]] = []

    def after_fork(self) -> None:
        """The thread that held the lock does not exist in the child, and what the parent counted is the parent's."""
        self.lock = threading.RLock()
        self.drops = {}
        self.sent = 0


STATE = KitState()


def report_problem(code: str, message: str, fix: str) -> None:
    """Notes the problem and says it once, in one line."""
    with STATE.lock:
        if any(known.code == code and known.message == message for known in STATE.problems):
            return
        STATE.problems.append(Problem(code, message, fix))
    safely(lambda: STATE.log(f"[garrison] {message} {fix}"))


def count_drop(reason: str, quantity: int = 1) -> None:
    with STATE.lock:
        STATE.drops[reason] = STATE.drops.get(reason, 0) + quantity


def count_sent(quantity: int) -> None:
    with STATE.lock:
        STATE.sent += quantity


def safely(run: Callable[[], T]) -> Optional[T]:
    """The service's own logger, the SDK, a foreign hook: whatever fails in them is not the service's trouble. It is counted."""
    try:
        return run()
    except Exception:
        count_drop("kit_error")
        return None
