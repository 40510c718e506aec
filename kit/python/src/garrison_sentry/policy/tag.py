"""``1.4.0+3f2a9c81d0``: the version that the organisation gave its policy, and a hash of what the policy says."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from .document import Policy

_HASH_LENGTH = 10
_VERSION = re.compile(r"[\w.-]{1,64}", re.ASCII)


def policy_tag(policy: Policy) -> str:
    """
    The same text as the Node kit's for the same policy. A service's ``overrides`` and ``SENTRY_KIT_PRIVACY`` do not change it, so that
    one sees in Sentry which services have an older policy.
    """
    content = {key: value for key, value in policy.items() if key != "version"}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    version: Any = policy.get("version")
    name = version if isinstance(version, str) and _VERSION.fullmatch(version) else "unversioned"
    return f"{name}+{hashlib.sha256(text.encode()).hexdigest()[:_HASH_LENGTH]}"
