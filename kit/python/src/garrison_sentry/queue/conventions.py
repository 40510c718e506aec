"""Span attributes by Sentry's queue conventions and OpenTelemetry's messaging names, as the Node kit writes them."""

from __future__ import annotations

import json
from typing import Any, Dict, Mapping, NamedTuple, Optional


class MessageFacts(NamedTuple):
    """What is known of one message. Everything is optional: what is not known is left out of the span."""

    # The broker: `rabbitmq`, `kafka`, `aws_sqs`, `celery`.
    system: Optional[str] = None
    message_id: Optional[str] = None
    # Bytes of the body as it is sent.
    body_size: Optional[int] = None
    # Further span attributes.
    attributes: Optional[Mapping[str, Any]] = None


def message_attributes(operation: str, queue: str, facts: MessageFacts) -> Dict[str, Any]:
    kind = "send" if operation == "publish" else "process"
    return defined(
        {
            "sentry.op": f"queue.{operation}",
            "messaging.operation.type": kind,
            "messaging.operation.name": kind,
            "messaging.destination.name": queue,
            "messaging.system": facts.system,
            "messaging.message.id": facts.message_id,
            "messaging.message.body.size": facts.body_size,
            **(facts.attributes or {}),
        }
    )


def defined(attributes: Mapping[str, Any]) -> Dict[str, Any]:
    return {key: value for key, value in attributes.items() if value is not None}


def body_size(payload: Any) -> Optional[int]:
    """Bytes of what is plainly sent as it is; of other objects as JSON, which is the usual form. None when it cannot be said."""
    if payload is None:
        return 0
    if isinstance(payload, (bytes, bytearray, memoryview)):
        return len(payload)
    if isinstance(payload, str):
        return len(payload.encode("utf-8", "replace"))
    try:
        return len(json.dumps(payload, separators=(",", ":")).encode("utf-8", "replace"))
    except (TypeError, ValueError, RecursionError):
        return None
