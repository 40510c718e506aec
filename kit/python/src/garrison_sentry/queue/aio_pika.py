"""RabbitMQ by aio-pika: the trace in the AMQP headers."""

from __future__ import annotations

from typing import Any, Awaitable, Callable, Mapping, Optional, TypeVar

from .consume import Delivery, consume_with_trace
from .conventions import MessageFacts
from .publish import publishing

T = TypeVar("T")


async def aio_pika_publish(exchange: Any, message: Any, routing_key: str, **options: Any) -> Any:
    """``exchange.publish(message, routing_key, …)`` with the trace in ``message.headers``."""

    def send(added: Mapping[str, str]) -> Any:
        message.headers = {**(message.headers or {}), **added}
        return exchange.publish(message, routing_key=routing_key, **options)

    facts = MessageFacts(
        system="rabbitmq",
        message_id=message.message_id,
        body_size=len(message.body),
        attributes={"messaging.rabbitmq.destination.routing_key": routing_key},
    )
    return await publishing(_destination(exchange.name, routing_key), send, headers=message.headers, facts=facts)


def aio_pika_handler(
    queue_name: str, handler: Callable[[Any], Awaitable[T]], *, attempts: int = 1
) -> Callable[[Any], Awaitable[T]]:
    """Wraps the function that is given to ``queue.consume``. ``attempts``: how often a message is tried before it is given up."""

    async def handle(message: Any) -> T:
        retries = _death_count(message.headers, queue_name)
        if retries is None:
            retries = 1 if message.redelivered else 0
        routing_key = message.routing_key or ""
        facts = MessageFacts(
            system="rabbitmq",
            message_id=message.message_id,
            body_size=len(message.body),
            attributes={"messaging.rabbitmq.destination.routing_key": routing_key},
        )
        return await consume_with_trace(
            _destination(message.exchange or "", routing_key) or queue_name,
            message.headers,
            lambda: handler(message),
            facts=facts,
            delivery=Delivery(retry_count=retries, last_attempt=retries + 1 >= attempts),
        )

    return handle


def _destination(exchange: str, routing_key: str) -> str:
    """The same name on both sides, so that Sentry can join them, and the same as in Node."""
    return exchange or routing_key


def _death_count(headers: Any, queue_name: str) -> Optional[int]:
    """How often this queue gave the message up before, from RabbitMQ's ``x-death`` header."""
    deaths = (headers or {}).get("x-death")
    for death in deaths if isinstance(deaths, list) else ():
        if isinstance(death, Mapping) and death.get("queue") == queue_name and "count" in death:
            return int(death["count"])
    return None
