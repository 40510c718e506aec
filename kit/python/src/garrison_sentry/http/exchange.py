"""
One request and its answer. What the SDK's integrations capture on the way is held back here; when the answer is over, its final
status decides whether there was an error.
"""

from __future__ import annotations

import random
from contextvars import ContextVar
from typing import Any, Dict, Mapping, NamedTuple, Optional

import sentry_sdk
from sentry_sdk.utils import event_from_exception

from ..kit_state import STATE, count_drop, safely
from ..sdk import forget_last_error, metrics_of, use_current_scope

# Mechanisms of the integrations that capture an error before anybody knows how the request ends.
_FRAMEWORKS = frozenset(["kit", "asgi", "wsgi", "starlette", "fastapi", "flask", "django"])

_OWN = "auto.http.kit"


class _Pending(NamedTuple):
    """An error on its way to an answer, with the scope and span in which it happened: by the time of the answer they are left."""

    error: BaseException
    scope: Any
    span: Any


class Exchange:
    def __init__(self, method: str, correlation_id: str) -> None:
        self.method = method
        self.correlation_id = correlation_id
        self.status: Optional[int] = None
        # The route's pattern in its canonical form, never the path; None where no route matched.
        self.route: Optional[str] = None
        # The last byte of the answer is sent.
        self.answered = False
        self.finished = False
        self._span = sentry_sdk.get_current_span()
        self._pending: Optional[_Pending] = None
        self._sent: Optional[BaseException] = None

    def remember(self, error: BaseException) -> None:
        """The last error stays, with its causes; of one that is seen on its way out, the place where it was seen first."""
        if self._pending is None or self._pending.error is not error:
            span = sentry_sdk.get_current_span() or self._span
            self._pending = _Pending(error, sentry_sdk.get_current_scope(), span)

    def note_sent(self, error: Optional[BaseException]) -> None:
        """The service captured or logged this error itself: it is not reported a second time."""
        if error is not None and not self.finished:
            self._sent = error

    def has_judged(self, error: Optional[BaseException]) -> bool:
        return error is not None and self._pending is not None and self._pending.error is error

    def failed(self, error: BaseException) -> None:
        """
        The error left the application. A whole answer of 4xx was made of it by the application's handler, which hands it on all
        the same; every other answer was cut, or had work behind it that failed.
        """
        self.remember(error)
        if not (self.answered and self.status is not None and self.status >= 400):
            self.status = max(500, self.status or 500)

    def finish(self) -> None:
        if self.finished:
            return
        self.finished = True
        if STATE.running is not None and self.status is not None and self.status >= 400:
            safely(self._report)

    def _report(self) -> None:
        if (self.status or 0) < 500:
            self._report_client_error()
        elif self._pending is not None and self._pending.error is not self._sent:
            self._capture(self._pending)

    def _capture(self, pending: _Pending) -> None:
        client = sentry_sdk.get_client()
        forget_last_error(client)
        mechanism = {"type": _OWN, "handled": False}
        event, hint = event_from_exception(pending.error, client_options=client.options, mechanism=mechanism)
        with use_current_scope(pending.scope), sentry_sdk.new_scope() as scope:
            self._tag(scope)
            if pending.span is not None:
                scope.span = pending.span
            if self.route is not None:
                scope.set_transaction_name(f"{self.method} {self.route}", source="route")
            sentry_sdk.capture_event(event, hint=hint)

    def _report_client_error(self) -> None:
        """A counter by default. A message per 4xx would cost quota, and its text would be whatever the caller sent."""
        route = self.route or "unmatched"
        metrics = metrics_of(sentry_sdk)
        if metrics is None:
            count_drop("metrics_unsupported")
        else:
            metrics.count("http.server.client_error", 1, attributes={"route": route, "status": self.status})
        running = STATE.running
        wanted = running.policy["errors"]["clientErrors"] if running else {}
        if wanted.get("report") != "sample" or random.random() >= wanted["sampleRate"]:
            return
        name = type(self._pending.error).__name__ if self._pending else "none"
        with sentry_sdk.new_scope() as scope:
            self._tag(scope)
            scope.fingerprint = [running.service_name if running else "", route, str(self.status), name]
            sentry_sdk.capture_message(f"HTTP {self.status} on {self.method} {route}", level="warning")

    def _tag(self, scope: Any) -> None:
        tags: Dict[str, str] = {
            "http.status_code": str(self.status),
            "http.route": self.route or "unmatched",
            "http.method": self.method,
            "request_id": self.correlation_id,
        }
        for key, value in tags.items():
            scope.set_tag(key, value)


CURRENT: ContextVar[Optional[Exchange]] = ContextVar("garrison_exchange", default=None)
_held_back: ContextVar[bool] = ContextVar("garrison_held_back", default=False)


def remember_error(error: BaseException) -> None:
    exchange = CURRENT.get()
    if exchange is not None and not exchange.finished:
        safely(lambda: exchange.remember(error))


def take_over(event: Mapping[str, Any], hint: Mapping[str, Any]) -> bool:
    """
    Whether this event is somebody's report of an error that is the kit's to judge, or was judged: an integration's, or a line in the
    log of the server, to which the framework hands on also what was answered with 4xx.
    """
    exchange = CURRENT.get()
    exc_info = hint.get("exc_info")
    error = exc_info[1] if exc_info else None
    mechanism = _mechanism(event)
    if exchange is None or mechanism == _OWN:
        return False
    if mechanism not in _FRAMEWORKS and not (exchange.finished and exchange.has_judged(error)):
        exchange.note_sent(error)
        return False
    if not exchange.finished and error is not None:
        exchange.remember(error)
    _held_back.set(True)
    return True


def is_no_loss(reason: str) -> bool:
    """Whether what the SDK is about to count as dropped is an error that the kit holds back, or has reported itself."""
    if reason == "before_send":
        held, _ = _held_back.get(), _held_back.set(False)
        return held
    exchange = CURRENT.get()
    return reason == "event_processor" and exchange is not None and exchange.finished


def _mechanism(event: Mapping[str, Any]) -> Optional[str]:
    try:
        kind = event["exception"]["values"][-1]["mechanism"]["type"]
    except (KeyError, IndexError, TypeError):
        return None
    return kind if isinstance(kind, str) else None
