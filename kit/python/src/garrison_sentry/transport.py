"""What leaves beside the payloads that the hooks see, and what the SDK drops by itself."""

from __future__ import annotations

import re
from typing import Any

from .http.exchange import is_no_loss
from .kit_state import count_drop, count_sent, report_problem, safely

_PLAIN_ID = re.compile(r"[\w-]{1,64}", re.ASCII)
_EVENT_TYPES = frozenset(["event", "transaction"])


def observe_transport(client: Any) -> None:
    """Counts what is sent and what is dropped (rate limits, full queues, network errors); cleans headers and sessions."""
    transport = getattr(client, "transport", None)
    if transport is None:
        return
    send = transport.capture_envelope
    lose = transport.record_lost_event
    host = getattr(transport.parsed_dsn, "netloc", "an unknown host")

    def capture_envelope(envelope: Any) -> None:
        safely(lambda: _clean(envelope))
        send(envelope)

    def record_lost_event(reason: str, *args: Any, **kwargs: Any) -> None:
        if safely(lambda: is_no_loss(reason)):
            return
        safely(lambda: _count_lost(host, reason, *args, **kwargs))
        lose(reason, *args, **kwargs)

    transport.capture_envelope = capture_envelope
    transport.record_lost_event = record_lost_event


def _count_lost(host: str, reason: str, data_category: Any = None, item: Any = None, *, quantity: int = 1) -> None:
    # What sampling leaves out is a decision and no loss; it is also the one reason that occurs per request.
    # What a hook dropped is counted where it was dropped, with the reason.
    if reason in ("sample_rate", "before_send"):
        return
    if reason == "network_error":
        report_problem(
            "ingest-unreachable",
            f"Sentry's ingest at {host} cannot be reached; what was sent is lost.",
            "Check the DSN, the network policy and the proxy.",
        )
    category = data_category or getattr(item, "data_category", "unknown")
    count_drop(f"{reason}:{category}", quantity)


def _clean(envelope: Any) -> None:
    trace = envelope.headers.get("trace")
    if isinstance(trace, dict) and "transaction" in trace:
        # Its name at that moment may be the raw path, parameters included.
        envelope.headers["trace"] = {key: value for key, value in trace.items() if key != "transaction"}
    count_sent(sum(1 for item in envelope.items if item.type in _EVENT_TYPES))
    for item in envelope.items:
        if item.type in ("session", "sessions"):
            _clean_session(item.payload.json)


def _clean_session(session: Any) -> None:
    """Sessions carry the address and, for want of an id, the e-mail address of the scope's user."""
    if not isinstance(session, dict):
        return
    if not _PLAIN_ID.fullmatch(str(session.get("did", ""))):
        session.pop("did", None)
    attributes = session.get("attrs")
    if isinstance(attributes, dict):
        attributes.pop("ip_address", None)
        attributes.pop("user_agent", None)
