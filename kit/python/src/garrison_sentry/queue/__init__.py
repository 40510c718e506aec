"""Traces through queues: the header rules of the Node kit, so that a trace goes from either to the other."""

from .consume import Delivery, consume_with_trace
from .conventions import MessageFacts
from .publish import TracedMessage, publish_with_trace

__all__ = ["Delivery", "MessageFacts", "TracedMessage", "consume_with_trace", "publish_with_trace"]
