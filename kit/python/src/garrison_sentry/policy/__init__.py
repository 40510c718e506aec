"""The organisation's policy, read from the document that every kit shares."""

from .document import Document, Policy, PolicyError, built_in_document, read_document

__all__ = ["Document", "Policy", "PolicyError", "built_in_document", "read_document"]
