"""Publishes a message so that its consumer continues the trace."""

from __future__ import annotations

import time
import uuid
from collections import OrderedDict
from typing import Any, Callable, Dict, Mapping, NamedTuple, Optional, TypeVar

import sentry_sdk

from ..kit_state import safely
from ..sdk import active_client
from ..span_run import SpanRun
from .carrier import BAGGAGE, MESSAGE_ID, MODE, PUBLISHED_AT, TRACE, read_header
from .conventions import MessageFacts, body_size, message_attributes

T = TypeVar("T")

# One trace that owned all messages of a fan-out would be too large to show; 100 consumers in a trace can still be read.
CONTINUED_MESSAGES_MAX = 100
_ROOTS_MAX = 1024
_published: "OrderedDict[str, int]" = OrderedDict()


class TracedMessage(NamedTuple):
    payload: Any
    # The given headers and the trace; to be sent in the broker's own headers.
    headers: Dict[str, Any]


def publish_with_trace(
    queue_name: str,
    payload: Any,
    publish: Callable[[TracedMessage], T],
    *,
    headers: Optional[Mapping[str, Any]] = None,
    trace: Optional[str] = None,
    facts: MessageFacts = MessageFacts(),
) -> T:
    """
    ``publish`` receives the payload unchanged and the headers to send with it, and its result is returned, to be awaited when it is a
    coroutine. It runs exactly once, also without an SDK; an error of it is passed on. A span ``queue.publish`` is recorded when there
    is a parent span. When the headers hold ``sentry-trace``, no trace is added to them. ``trace``: ``continue``, or ``link`` for a
    trace of its own per message; default ``continue``, and ``link`` from the 101st message that one trace publishes.
    """
    known = facts if facts.body_size is not None else facts._replace(body_size=body_size(payload))

    def send(traced: Mapping[str, str]) -> T:
        return publish(TracedMessage(payload, {**(headers or {}), **traced}))

    return publishing(queue_name, send, headers=headers, trace=trace, facts=known)


def publishing(
    queue: str,
    send: Callable[[Mapping[str, str]], T],
    *,
    headers: Any = None,
    trace: Optional[str] = None,
    facts: MessageFacts = MessageFacts(),
    id_of: Optional[Callable[[Any], Optional[str]]] = None,
) -> T:
    """Runs ``send`` with the headers to add. ``id_of`` reads the id that the broker gave the message from its answer."""
    if active_client() is None:
        return send({})
    known = facts if facts.message_id or id_of else facts._replace(message_id=str(uuid.uuid4()))
    span = safely(lambda: _start(queue, known))
    added = safely(lambda: _trace_headers(span, headers=headers, trace=trace, facts=facts, known=known)) or {}
    if span is None:
        return send(added)

    def tell(answer: Any, error: Optional[BaseException]) -> None:
        message_id = id_of(answer) if id_of is not None and error is None else None
        if message_id is not None:
            span.set_data("messaging.message.id", message_id)

    result: T = SpanRun(span, tell).run(lambda: send(added))
    return result


def _start(queue: str, facts: MessageFacts) -> Optional[Any]:
    """Without a parent no span: a publish span as a root would be a transaction per message. The trace is still handed on."""
    if sentry_sdk.get_current_span() is None:
        return None
    span = sentry_sdk.start_span(op="queue.publish", name=f"send {queue}", origin="auto.queue.kit")
    for key, value in message_attributes("publish", queue, facts).items():
        span.set_data(key, value)
    return span


def _trace_headers(
    span: Optional[Any], *, headers: Any, trace: Optional[str], facts: MessageFacts, known: MessageFacts
) -> Dict[str, str]:
    added: Dict[str, Optional[str]] = {
        PUBLISHED_AT: str(int(time.time() * 1000)),
        MESSAGE_ID: known.message_id if facts.message_id is None else None,
        MODE: "link" if (trace or _mode()) == "link" else None,
    }
    if read_header(headers, TRACE) is None:
        own = sentry_sdk.get_baggage() if span is None else _serialized(span.to_baggage())
        added[TRACE] = sentry_sdk.get_traceparent() if span is None else span.to_traceparent()
        added[BAGGAGE] = _baggage(read_header(headers, BAGGAGE), own)
    return {name: value for name, value in added.items() if value}


def _serialized(baggage: Any) -> Optional[str]:
    return None if baggage is None else str(baggage.serialize())


def _baggage(given: Optional[str], ours: Optional[str]) -> Optional[str]:
    """Foreign baggage survives; Sentry's own entries of an earlier hop do not."""
    entries = [entry for entry in (given or "").split(",") if entry.strip()]
    foreign = [entry for entry in entries if not entry.strip().startswith("sentry-")]
    return ",".join([*foreign, ours] if ours else foreign) or None


def _mode() -> str:
    span = sentry_sdk.get_current_span()
    if span is None:
        return "continue"
    root = getattr(span, "containing_transaction", None) or span
    count = _published.pop(root.span_id, 0) + 1
    _published[root.span_id] = count
    while len(_published) > _ROOTS_MAX:
        _published.popitem(last=False)
    return "link" if count > CONTINUED_MESSAGES_MAX else "continue"
