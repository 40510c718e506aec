"""Handles the messages of a service in Node and answers each; that of one tenant fails. Ends when both have been handled."""

import asyncio
import json
import os

import sentry_sdk
from garrison_sentry import (
    aio_pika_handler,
    aio_pika_publish,
    aiokafka_handler,
    aiokafka_send,
    consume_with_trace,
    publish_with_trace,
    sqs_handler,
    sqs_send,
)

URL = os.environ["QUEUE_BROKER"]
ORDERS = os.environ["QUEUE_NAME"]
ANSWERS = f"{ORDERS}-answers"
EXPECTED = 2


class Bills:
    handled = 0
    # Both tasks have started before either continues: what one task sets must not reach the other.
    together: asyncio.Event

    async def bill(self, text, answer) -> None:
        tenant = json.loads(text)["tenant"]
        sentry_sdk.set_tag("tenant", tenant)
        self.handled += 1
        if self.handled == EXPECTED:
            self.together.set()
        await self.together.wait()
        if tenant == "bob":
            raise ValueError("could not bill bob")
        await answer(json.dumps({"tenant": tenant}))


BILLS = Bills()


async def quietly(work) -> None:
    """The library would deliver again; the suite looks at what was captured."""
    try:
        await work
    except ValueError:
        pass


async def rabbitmq() -> None:
    import aio_pika

    connection = await aio_pika.connect(URL)
    channel = await connection.channel()
    queue = await channel.declare_queue(ORDERS, durable=True)
    done = asyncio.Semaphore(0)

    async def answer(text: str) -> None:
        await aio_pika_publish(channel.default_exchange, aio_pika.Message(text.encode()), ANSWERS)

    handler = aio_pika_handler(ORDERS, lambda message: BILLS.bill(message.body, answer))

    async def handle(message) -> None:
        await quietly(handler(message))
        await message.ack()
        done.release()

    await queue.consume(handle)
    for _ in range(EXPECTED):
        await done.acquire()
    await connection.close()


async def kafka() -> None:
    from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

    producer = AIOKafkaProducer(bootstrap_servers=URL)
    consumer = AIOKafkaConsumer(ORDERS, bootstrap_servers=URL, group_id=ORDERS, auto_offset_reset="earliest")
    await producer.start()
    await consumer.start()

    async def answer(text: str) -> None:
        await (await aiokafka_send(producer, ANSWERS, text.encode()))

    handler = aiokafka_handler(lambda record: BILLS.bill(record.value, answer))
    tasks = [asyncio.create_task(quietly(handler(await consumer.getone()))) for _ in range(EXPECTED)]
    await asyncio.gather(*tasks)
    await consumer.stop()
    await producer.stop()


async def sqs() -> None:
    import boto3

    client = boto3.client("sqs", endpoint_url=URL, region_name="eu-west-1")
    orders, answers = (client.create_queue(QueueName=name)["QueueUrl"] for name in (ORDERS, ANSWERS))

    async def answer(text: str) -> None:
        sqs_send(client, QueueUrl=answers, MessageBody=text)

    handler = sqs_handler(orders, lambda message: BILLS.bill(message["Body"], answer))
    asked = {"QueueUrl": orders, "MessageAttributeNames": ["All"], "AttributeNames": ["All"], "WaitTimeSeconds": 1}
    tasks = []
    while len(tasks) < EXPECTED:
        for message in client.receive_message(**asked).get("Messages", []):
            tasks.append(asyncio.create_task(quietly(handler(message))))
    await asyncio.gather(*tasks)


async def redis() -> None:
    """A queue that the kit has no adapter for: a list, whose messages carry their headers themselves."""
    from redis.asyncio import Redis

    client = Redis.from_url(URL)

    async def answer(text: str) -> None:
        await publish_with_trace(
            ANSWERS,
            text,
            lambda message: client.lpush(ANSWERS, json.dumps({"payload": message.payload, "headers": message.headers})),
        )

    tasks = []
    for _ in range(EXPECTED):
        _, raw = await client.brpop(ORDERS)
        message = json.loads(raw)
        work = consume_with_trace(ORDERS, message["headers"], lambda text=message["payload"]: BILLS.bill(text, answer))
        tasks.append(asyncio.create_task(quietly(work)))
    await asyncio.gather(*tasks)
    await client.aclose()


async def main() -> None:
    BILLS.together = asyncio.Event()
    await {"rabbitmq": rabbitmq, "kafka": kafka, "sqs": sqs, "redis": redis}[os.environ["QUEUE_KIND"]]()


asyncio.run(main())
