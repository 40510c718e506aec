"""The scrubber: what the policy document says of payloads, keys and text."""

from .payload import PayloadScrubber

__all__ = ["PayloadScrubber"]
