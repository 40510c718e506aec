"""Spans around functions."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional, TypeVar

import sentry_sdk

from .kit_state import safely
from .sdk import active_client
from .span_run import SpanRun

T = TypeVar("T")


def with_span(
    op: str,
    description: str,
    fn: Callable[[Any], T],
    attributes: Optional[Mapping[str, Any]] = None,
) -> T:
    """
    Runs ``fn`` in a span and returns its result; a coroutine is to be awaited as usual. An error sets the span's status and is passed
    on: it is captured where somebody handles it, not on its way. Without a running SDK ``fn`` simply runs, with None.
    """
    span = None if active_client() is None else safely(lambda: _start(op, description, attributes or {}))
    if span is None:
        return fn(None)
    result: T = SpanRun(span).run(lambda: fn(span))
    return result


def track_operation(name: str, fn: Callable[[Any], T], attributes: Optional[Mapping[str, Any]] = None) -> T:
    """``with_span`` with the operation ``function``."""
    return with_span("function", name, fn, attributes)


def _start(op: str, description: str, attributes: Mapping[str, Any]) -> Any:
    span = sentry_sdk.start_span(op=op, name=description)
    for key, value in attributes.items():
        span.set_data(key, value)
    return span
