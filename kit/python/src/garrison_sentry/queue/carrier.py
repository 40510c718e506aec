"""Message headers in any form a broker library hands them over."""

from __future__ import annotations

from typing import Any, Mapping, Optional

TRACE = "sentry-trace"
BAGGAGE = "baggage"
# Milliseconds since the epoch, for brokers that do not keep the time of publishing.
PUBLISHED_AT = "x-sentry-published-at"
# So that the spans of both sides carry the same id when the broker has none of its own.
MESSAGE_ID = "x-sentry-message-id"
# `link`: start a new trace and name the publishing one, because that one has too many messages already.
MODE = "x-sentry-trace-mode"


def read_header(headers: Any, name: str) -> Optional[str]:
    """
    One header as text, from a mapping, pairs (aiokafka), or an object with ``get``; values may be text, bytes, lists of them, or SQS
    attributes. None when it is absent or cannot be read. Never throws: the headers come from another process.
    """
    try:
        return _text(_find(headers, name))
    except Exception:
        return None


def _find(headers: Any, name: str) -> Any:
    if headers is None:
        return None
    if isinstance(headers, Mapping):
        if name in headers:
            return headers[name]
        return next((value for key, value in headers.items() if _text(key) == name), None)
    if isinstance(headers, (list, tuple)):
        return next((value for key, value in headers if _text(key) == name), None)
    get = getattr(headers, "get", None)
    return get(name) if callable(get) else None


def _text(value: Any) -> Optional[str]:
    if isinstance(value, str):
        return value or None
    if isinstance(value, (bytes, bytearray, memoryview)):
        return _text(bytes(value).decode("utf-8"))
    if isinstance(value, (list, tuple)):
        return _text(value[0]) if value else None
    if isinstance(value, Mapping):
        return _text(value.get("StringValue", value.get("stringValue")))
    return None
