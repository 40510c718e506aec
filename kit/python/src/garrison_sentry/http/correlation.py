"""The id under which a caller and its request can be found again."""

from __future__ import annotations

import os
import re
from typing import Optional

CORRELATION_HEADER = "x-request-id"

_ACCEPTABLE = re.compile(r"[\w.:+/=-]{8,128}", re.ASCII)


def correlation_id(sent: Optional[str]) -> str:
    """The caller's id when it looks like one, else a new one."""
    return sent if sent is not None and _ACCEPTABLE.fullmatch(sent) else _new_id()


def _new_id() -> str:
    """A random UUID (version 4), as text; `uuid` takes four times as long."""
    text = os.urandom(16).hex()
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"
