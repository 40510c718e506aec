"""Runs a function in a span: the function once, whatever happens to the span."""

from __future__ import annotations

import asyncio
import inspect
from contextlib import contextmanager
from typing import Any, Callable, Iterator, Optional

import sentry_sdk

from .kit_state import safely

Ending = Callable[[Any, Optional[BaseException]], None]


class SpanRun:
    """``tell`` hears how the function ended: its result, or its error."""

    def __init__(self, span: Any, tell: Optional[Ending] = None, isolation: Any = None) -> None:
        self._span = span
        self._tell = tell
        self._isolation = isolation

    def run(self, fn: Callable[[], Any]) -> Any:
        try:
            with self._active():
                result = fn()
        except BaseException as error:
            self._end(None, error)
            raise
        if asyncio.isfuture(result):
            result.add_done_callback(self._end_future)
            return result
        if inspect.isawaitable(result):
            return self._wait(result)
        self._end(result, None)
        return result

    async def _wait(self, work: Any) -> Any:
        try:
            with self._active():
                result = await work
        except BaseException as error:
            self._end(None, error)
            raise
        self._end(result, None)
        return result

    def _end_future(self, future: Any) -> None:
        error = None if future.cancelled() else future.exception()
        self._end(None if future.cancelled() or error else future.result(), error)

    def _end(self, result: Any, error: Optional[BaseException]) -> None:
        if self._tell is not None:
            tell = self._tell
            with self._active():
                safely(lambda: tell(result, error))
        span = self._span
        if span is None:
            return
        if isinstance(error, Exception):
            safely(lambda: span.set_status("internal_error"))
        safely(span.finish)

    @contextmanager
    def _active(self) -> Iterator[None]:
        """The scopes of the work, entered anew for each part of it: what is awaited may run in another context."""
        from sentry_sdk.scope import use_isolation_scope

        if self._isolation is not None:
            with use_isolation_scope(self._isolation), sentry_sdk.new_scope() as scope:
                scope.span = self._span if self._span is not None else scope.span
                yield
            return
        with sentry_sdk.new_scope() as scope:
            if self._span is not None:
                scope.span = self._span
            yield
