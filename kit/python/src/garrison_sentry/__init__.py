"""One Sentry policy for every Python service: the same rules as its neighbours in Node."""

from .http import health_routes, sentry_asgi, sentry_error_handlers, sentry_wsgi
from .init_sentry import init_sentry
from .kit_state import Problem
from .queue import TracedMessage, consume_with_trace, publish_with_trace
from .queue.aio_pika import aio_pika_handler, aio_pika_publish
from .queue.aiokafka import aiokafka_handler, aiokafka_send
from .queue.sqs import sqs_handler, sqs_send
from .sentry_service import SentryService, capture_error
from .shutdown import flush, on_shutdown, sentry_lifespan, shutdown
from .status import SentryStatus, sentry_status
from .with_span import track_operation, with_span

__all__ = [
    "Problem",
    "SentryService",
    "SentryStatus",
    "TracedMessage",
    "aio_pika_handler",
    "aio_pika_publish",
    "aiokafka_handler",
    "aiokafka_send",
    "capture_error",
    "consume_with_trace",
    "flush",
    "health_routes",
    "init_sentry",
    "on_shutdown",
    "publish_with_trace",
    "sentry_asgi",
    "sentry_error_handlers",
    "sentry_lifespan",
    "sentry_status",
    "sentry_wsgi",
    "shutdown",
    "sqs_handler",
    "sqs_send",
    "track_operation",
    "with_span",
]
