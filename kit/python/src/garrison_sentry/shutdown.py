"""The end of a process: finish the service's own work, then send what is left, in bounded time."""

from __future__ import annotations

import asyncio
import atexit
import inspect
import os
import signal
import threading
import time
from contextlib import asynccontextmanager
from multiprocessing import util as multiprocessing_util
from typing import Any, AsyncIterator, Callable, List, Optional

from .kit_state import STATE, count_drop, safely
from .sdk import active_client

_DEFAULT_TIMEOUT_S = 5.0
# For the ordinary end, which comes with the timeout.
_GRACE_S = 0.25
_registered = threading.Event()


def on_shutdown(step: Callable[[], Any]) -> None:
    """Something of the service's own to be finished before the last events are sent: a queue consumer, a pool."""
    with STATE.lock:
        if step not in STATE.shutdown_steps:
            STATE.shutdown_steps.append(step)


def flush(timeout: Optional[float] = None) -> bool:
    """Whether everything was handed over within the time, in seconds. Never throws."""
    client = active_client()
    if client is None:
        return True
    pending: List[int] = []
    safely(lambda: client.flush(timeout=_timeout(timeout), callback=lambda left, _: pending.append(left)))
    return not any(pending)


def shutdown(timeout: Optional[float] = None) -> None:
    """The service's own steps, then what is left, in at most ``timeout`` seconds (the policy's when not given). Never throws."""
    deadline = time.monotonic() + _timeout(timeout)
    for step in _take_steps():
        result = safely(step)
        if inspect.iscoroutine(result):
            safely(lambda work=result: asyncio.run(_within(work, deadline)))  # type: ignore[misc]
    client = active_client()
    if client is not None:
        safely(lambda: client.close(timeout=max(0.0, deadline - time.monotonic())))


@asynccontextmanager
async def sentry_lifespan(_app: Any = None) -> AsyncIterator[None]:
    """``FastAPI(lifespan=sentry_lifespan)``: the end of the application sends what is left, while the event loop still runs."""
    try:
        yield
    finally:
        deadline = time.monotonic() + _timeout(None)
        for step in _take_steps():
            result = safely(step)
            if inspect.isawaitable(result):
                await _within(result, deadline)
        await asyncio.get_running_loop().run_in_executor(None, flush, max(0.0, deadline - time.monotonic()))


def stop_on_exit() -> None:
    """
    Once per process. A process that a signal would end on the spot first sends what it has; a server that handles the signal itself
    replaces this handler, and ends through ``atexit``. The children of ``multiprocessing`` end without it.
    """
    if _registered.is_set():
        return
    _registered.set()
    atexit.register(shutdown)
    multiprocessing_util.register_after_fork(STATE, _flush_at_end)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=STATE.after_fork)
    in_main = threading.current_thread() is threading.main_thread()
    if in_main and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _stop_on_signal)


def _flush_at_end(_state: Any) -> None:
    multiprocessing_util.Finalize(None, flush, exitpriority=10)


def _stop_on_signal(number: int, _frame: Any) -> None:
    # In a thread: the code that the signal interrupted may hold a lock that the shutdown waits for.
    thread = threading.Thread(target=shutdown, name="garrison-shutdown", daemon=True)
    thread.start()
    thread.join(_timeout(None) + _GRACE_S)
    # Sent again, so that the exit code stays the signal's.
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _take_steps() -> List[Callable[[], Any]]:
    STATE.stopping = True
    with STATE.lock:
        steps, STATE.shutdown_steps = STATE.shutdown_steps, []
    return steps


async def _within(work: Any, deadline: float) -> None:
    """Half of the time at most: what the work captures still has to be sent."""
    try:
        await asyncio.wait_for(work, max(0.0, (deadline - time.monotonic()) / 2))
    except Exception:
        count_drop("kit_error")


def _timeout(asked: Optional[float]) -> float:
    if asked is not None:
        return asked
    running = STATE.running
    return float(running.policy["limits"]["shutdownTimeout"]) / 1000 if running else _DEFAULT_TIMEOUT_S
