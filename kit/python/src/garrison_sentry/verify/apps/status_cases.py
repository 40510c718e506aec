"""The failures that the programs of every framework share."""

from __future__ import annotations

import time
from typing import Any, Callable, Dict, Iterator


class OrderLocked(Exception):
    """A domain error that the service answers with 422."""


def status_of(error: BaseException) -> Any:
    return 422 if isinstance(error, OrderLocked) else None


def thrown() -> None:
    raise RuntimeError("secret of thrown")


def mapped() -> None:
    raise OrderLocked("secret of mapped")


def delayed() -> None:
    time.sleep(0.005)
    raise RuntimeError("secret of delayed")


FAILURES: Dict[str, Callable[[], None]] = {"thrown": thrown, "mapped": mapped, "delayed": delayed}


def partial() -> Iterator[bytes]:
    yield b"partial"
    raise RuntimeError("secret of sent")
