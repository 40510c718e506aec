"""Kafka by aiokafka: the trace in the record's headers."""

from __future__ import annotations

from typing import Any, Awaitable, Callable, List, Mapping, Optional, Sequence, Tuple, TypeVar

from .carrier import BAGGAGE
from .consume import Delivery, consume_with_trace
from .conventions import MessageFacts
from .publish import publishing

T = TypeVar("T")
Headers = Sequence[Tuple[str, bytes]]


async def aiokafka_send(
    producer: Any, topic: str, value: Optional[bytes], *, headers: Optional[Headers] = None, **options: Any
) -> Any:
    """``producer.send(topic, value, …)`` with the trace in the headers; returns the future of the record's metadata."""

    def send(added: Mapping[str, str]) -> Any:
        own = [pair for pair in headers or () if pair[0] != BAGGAGE or BAGGAGE not in added]
        traced: List[Tuple[str, bytes]] = [*own, *((name, text.encode()) for name, text in added.items())]
        return producer.send(topic, value, headers=traced, **options)

    facts = MessageFacts(system="kafka", body_size=len(value or b""))
    return await publishing(topic, send, headers=headers, facts=facts)


def aiokafka_handler(handler: Callable[[Any], Awaitable[T]]) -> Callable[[Any], Awaitable[T]]:
    """Wraps the function that handles one record."""

    async def handle(record: Any) -> T:
        facts = MessageFacts(
            system="kafka",
            body_size=len(record.value or b""),
            attributes={"messaging.kafka.offset": record.offset, "messaging.destination.partition.id": str(record.partition)},
        )
        return await consume_with_trace(
            record.topic,
            record.headers,
            lambda: handler(record),
            facts=facts,
            delivery=Delivery(published_at=record.timestamp),
        )

    return handle
