"""Message headers in any form a broker library hands them over."""

from __future__ import annotations

from typing import Any, Iterable, Mapping, Optional, Tuple

TRACE = "sentry-trace"
BAGGAGE = "baggage"
# Milliseconds since the epoch, for brokers that do not keep the time of publishing.
PUBLISHED_AT = "x-sentry-published-at"
# So that the spans of both sides carry the same id when the broker has none of its own.
MESSAGE_ID = "x-sentry-message-id"
# `link`: start a new trace and name the publishing one, because that one has too many messages already.
MODE = "x-sentry-trace-mode"
# All that the kit writes.
KIT_HEADERS = frozenset([TRACE, BAGGAGE, PUBLISHED_AT, MESSAGE_ID, MODE])


def read_header(headers: Any, name: str) -> Optional[str]:
    """
    One header as text, from a mapping, pairs (aiokafka), or an object with ``get``; names in any case, values may be text, bytes, lists
    of them, or SQS attributes. None when it is absent or cannot be read. Never throws: the headers come from another process.
    """
    try:
        return _text(_find(headers, name))
    except Exception:
        return None


def _find(headers: Any, name: str) -> Any:
    """By name in any case; names may be bytes."""
    if headers is None:
        return None
    if isinstance(headers, Mapping):
        return headers[name] if name in headers else _of_pairs(headers.items(), name)
    if isinstance(headers, (list, tuple)):
        return _of_pairs((_pair(entry) for entry in headers), name)
    get = getattr(headers, "get", None)
    return get(name) if callable(get) else None


def _of_pairs(pairs: Iterable[Tuple[Any, Any]], name: str) -> Any:
    return next((value for key, value in pairs if (_text(key) or "").lower() == name), None)


def _pair(entry: Any) -> Tuple[Any, Any]:
    """``(name, value)``, or ``{"key": name, "value": value}``."""
    if isinstance(entry, Mapping):
        return entry.get("key", entry.get("name")), entry.get("value")
    return entry[0], entry[1]


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
