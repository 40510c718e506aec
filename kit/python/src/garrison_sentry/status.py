"""How the kit of this process is doing."""

from __future__ import annotations

from typing import Dict, NamedTuple, Optional, Tuple

import sentry_sdk

from .checks import check_client
from .kit_state import STATE, Problem, safely


class SentryStatus(NamedTuple):
    """Safe to serve on an internal endpoint: it holds no DSN and no payload."""

    enabled: bool
    service_name: Optional[str]
    environment: Optional[str]
    release: Optional[str]
    # Version and hash of the organisation's policy, as the tag `policy` has them.
    policy: Optional[str]
    mode: str
    sdk_version: str
    preloaded: bool
    # In force, after the policy's bounds. None: no tracing, no profiling.
    traces_sample_rate: Optional[float]
    profile_session_sample_rate: Optional[float]
    # Events and transactions handed to the transport.
    sent: int
    # By reason. `noise`, `scrubber_failed`: the kit's; `ratelimit_backoff:error`: the SDK's, with its category.
    drops: Dict[str, int]
    problems: Tuple[Problem, ...]


def sentry_status() -> SentryStatus:
    running = STATE.running
    safely(check_client)
    with STATE.lock:
        drops, problems = dict(STATE.drops), tuple(STATE.problems)
    return SentryStatus(
        enabled=running is not None,
        service_name=running.service_name if running else None,
        environment=running.environment if running else None,
        release=running.release if running else None,
        policy=running.policy_tag if running else None,
        mode=running.mode if running else "off",
        sdk_version=sentry_sdk.VERSION,
        preloaded=STATE.preloaded,
        traces_sample_rate=running.traces_sample_rate if running else None,
        profile_session_sample_rate=running.profile_session_sample_rate if running else None,
        sent=STATE.sent,
        drops=drops,
        problems=problems,
    )
