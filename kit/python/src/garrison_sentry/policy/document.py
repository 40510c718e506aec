"""The policy document: one organisation's decisions and the rules of scrubbing, as data."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from typing import Any, Mapping, Union

Policy = Mapping[str, Any]
Document = Mapping[str, Any]

VERSION = 1
_PARTS = (
    "sampling",
    "noise",
    "scrubbing",
    "data",
    "trace",
    "health",
    "release",
    "errors",
    "limits",
)


class PolicyError(ValueError):
    """A document that this kit cannot follow."""


@lru_cache(maxsize=1)
def built_in_document() -> Document:
    path = os.path.join(os.path.dirname(os.path.dirname(__file__)), "policy.json")
    with open(path, encoding="utf-8") as file:
        return _checked(json.load(file))


def read_document(source: Union[str, "os.PathLike[str]", Document, None]) -> Document:
    """The document at a path, or given as it is, or the one that this package brings."""
    if source is None:
        return built_in_document()
    if isinstance(source, Mapping):
        return _checked(source)
    with open(source, encoding="utf-8") as file:
        return _checked(json.load(file))


def _checked(document: Any) -> Document:
    if not isinstance(document, Mapping) or "policy" not in document or "rules" not in document:
        raise PolicyError("this is not a policy document (policy.json): `policy` or `rules` is missing")
    if document.get("version") != VERSION:
        raise PolicyError(
            f"the policy document has version {document.get('version')!r}, this kit reads {VERSION}"
        )
    for name in ("policy", "strict"):
        missing = [part for part in _PARTS if part not in document.get(name, {})]
        if missing:
            raise PolicyError(f"`{name}` of the policy document lacks {', '.join(missing)}")
    return document


