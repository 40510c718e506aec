"""SQS by boto3: the trace in the message's attributes."""

from __future__ import annotations

from typing import Any, Callable, Dict, Mapping, Optional, TypeVar

from .carrier import KIT_HEADERS, PUBLISHED_AT
from .consume import Delivery, consume_with_trace
from .conventions import MessageFacts
from .publish import publishing

T = TypeVar("T")

# SQS refuses a message with more.
_ATTRIBUTES_MAX = 10


def sqs_send(client: Any, **message: Any) -> Any:
    """
    ``client.send_message(**message)`` with the trace in its attributes. SQS allows ten; when the service's own leave no room, the
    message is sent without the trace. Attributes of a received message may be passed on: the trace in them is replaced.
    """
    given = message.get("MessageAttributes") or {}
    own: Dict[str, Any] = {name: value for name, value in given.items() if name.lower() not in KIT_HEADERS}
    plain = {**message, "MessageAttributes": own} if given else message

    def send(added: Mapping[str, str]) -> Any:
        # SQS keeps the time of sending itself; the trace is what must fit.
        wanted = {name: text for name, text in added.items() if name != PUBLISHED_AT}
        if not wanted or len({*own, *wanted}) > _ATTRIBUTES_MAX:
            return client.send_message(**plain)
        traced = {name: {"DataType": "String", "StringValue": text} for name, text in wanted.items()}
        return client.send_message(**{**plain, "MessageAttributes": {**own, **traced}})

    facts = MessageFacts(system="aws_sqs", body_size=len(str(message.get("MessageBody", "")).encode()))
    return publishing(_queue_name(message.get("QueueUrl")), send, headers=own, facts=facts, id_of=_message_id)


def sqs_handler(queue_url: str, handler: Callable[[Any], T], *, attempts: int = 1) -> Callable[[Any], T]:
    """
    Wraps the function that handles one message, as ``receive_message`` returns it; ask for ``MessageAttributeNames=["All"]`` and
    ``AttributeNames=["All"]``. ``attempts``: ``maxReceiveCount`` of the redrive policy.
    """

    def handle(message: Any) -> T:
        received = message.get("Attributes") or {}
        count = int(received.get("ApproximateReceiveCount", 1))
        sent = received.get("SentTimestamp")
        facts = MessageFacts(
            system="aws_sqs",
            message_id=message.get("MessageId"),
            body_size=len(str(message.get("Body", "")).encode()),
        )
        delivery = Delivery(
            published_at=None if sent is None else float(sent),
            retry_count=count - 1,
            last_attempt=count >= attempts,
        )
        attributes = message.get("MessageAttributes")
        return consume_with_trace(
            _queue_name(queue_url), attributes, lambda: handler(message), facts=facts, delivery=delivery
        )

    return handle


def _message_id(answer: Any) -> Optional[str]:
    found = answer.get("MessageId") if isinstance(answer, Mapping) else None
    return found if isinstance(found, str) else None


def _queue_name(url: Any) -> str:
    """The last part of the URL; the account number before it is no business of a span."""
    return str(url or "").rsplit("/", 1)[-1]
