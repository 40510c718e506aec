"""Handles a message within its publisher's trace, in an isolation scope of its own."""

from __future__ import annotations

import re
import time
from typing import Any, Callable, Dict, NamedTuple, Optional, TypeVar, Union

import sentry_sdk

from ..kit_state import safely
from ..sdk import active_client
from ..span_run import SpanRun
from .carrier import BAGGAGE, MESSAGE_ID, MODE, PUBLISHED_AT, TRACE, read_header
from .conventions import MessageFacts, defined, message_attributes

T = TypeVar("T")

_TRACE_PARENT = re.compile(r"([0-9a-f]{32})-([0-9a-f]{16})(?:-([01]))?")

LastAttempt = Union[bool, Callable[[BaseException], bool]]


class Delivery(NamedTuple):
    """What the consumer knows of the delivery, beside the message itself."""

    # Milliseconds since the epoch. Default: what the publisher's kit wrote into the headers.
    published_at: Optional[float] = None
    # How often the message was delivered before; 0 for the first time.
    retry_count: Optional[int] = None
    # Whether the message will not be tried again. Only then an error is captured: an attempt that is repeated is not a failure yet.
    last_attempt: LastAttempt = True
    # `continue` or `link`. Default: what the publisher asked for, else `continue`.
    trace: Optional[str] = None


def consume_with_trace(
    queue_name: str,
    headers: Any,
    handler: Callable[[], T],
    *,
    facts: MessageFacts = MessageFacts(),
    delivery: Delivery = Delivery(),
) -> T:
    """
    Tags and user that the handler sets stay with this message. The handler's result is returned (to be awaited when it is a coroutine)
    and its error passed on; on the last attempt the error is captured. When an integration of the SDK has already opened a span for
    the message, that span is completed instead of a second one being opened.
    """
    if active_client() is None:
        return handler()
    run = safely(lambda: _prepare(queue_name, headers, facts=facts, delivery=delivery))
    if run is None:
        return handler()
    result: T = run.run(handler)
    return result


def _prepare(queue: str, headers: Any, *, facts: MessageFacts, delivery: Delivery) -> SpanRun:
    from sentry_sdk.scope import Scope, use_isolation_scope

    attributes = _attributes(queue, headers, facts=facts, delivery=delivery)
    isolation = Scope.get_isolation_scope().fork()

    def tell(_result: Any, error: Optional[BaseException]) -> None:
        if isinstance(error, Exception) and _is_last(delivery.last_attempt, error):
            _capture(error)

    existing = sentry_sdk.get_current_span()
    if existing is not None and existing.op == "queue.process":
        _enrich(existing, attributes)
        return SpanRun(None, tell, isolation)
    links = (delivery.trace or read_header(headers, MODE)) == "link"
    sent = {} if links else defined({name: read_header(headers, name) for name in (TRACE, BAGGAGE)})
    with use_isolation_scope(isolation):
        isolation.clear_breadcrumbs()
        continued = sentry_sdk.continue_trace(
            sent, op="queue.process", name=f"process {queue}", source="task", origin="auto.queue.kit"
        )
        transaction = sentry_sdk.start_transaction(continued)
    for key, value in attributes.items():
        transaction.set_data(key, value)
    if links:
        _link(transaction, read_header(headers, TRACE))
    return SpanRun(transaction, tell, isolation)


def _attributes(queue: str, headers: Any, *, facts: MessageFacts, delivery: Delivery) -> Dict[str, Any]:
    known = facts if facts.message_id else facts._replace(message_id=read_header(headers, MESSAGE_ID))
    published = delivery.published_at
    if published is None:
        published = safely(lambda: float(read_header(headers, PUBLISHED_AT) or "nan"))
    latency = None
    if published is not None and published == published:
        # Two clocks: a consumer that is behind its publisher would show a negative wait.
        latency = max(0, round(time.time() * 1000 - published))
    return {
        **message_attributes("process", queue, known),
        **defined(
            {
                "messaging.message.retry.count": delivery.retry_count,
                "messaging.message.receive.latency": latency,
            }
        ),
    }


def _is_last(last: LastAttempt, error: BaseException) -> bool:
    return bool(last(error)) if callable(last) else last


def _capture(error: BaseException) -> None:
    from sentry_sdk.utils import event_from_exception

    mechanism = {"type": "auto.queue.kit", "handled": False}
    options = sentry_sdk.get_client().options
    event, hint = event_from_exception(error, client_options=options, mechanism=mechanism)
    sentry_sdk.capture_event(event, hint=hint)


def _enrich(span: Any, attributes: Dict[str, Any]) -> None:
    """Adds what the span does not say yet; what the integration knew stays."""
    present = getattr(span, "_data", {})
    for key, value in attributes.items():
        if present.get(key) in (None, ""):
            span.set_data(key, value)


def _link(span: Any, parent: Optional[str]) -> None:
    found = _TRACE_PARENT.fullmatch((parent or "").strip())
    if found is not None:
        span.set_data("sentry.previous_trace", f"{found[1]}-{found[2]}-{found[3] or '0'}")
