"""The id under which a caller and its request can be found again."""

from __future__ import annotations

import re
import uuid
from typing import Optional

CORRELATION_HEADER = "x-request-id"

_ACCEPTABLE = re.compile(r"[\w.:+/=-]{8,128}", re.ASCII)


def correlation_id(sent: Optional[str]) -> str:
    """The caller's id when it looks like one, else a new one."""
    return sent if sent is not None and _ACCEPTABLE.fullmatch(sent) else str(uuid.uuid4())
