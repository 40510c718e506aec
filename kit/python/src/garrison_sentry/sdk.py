"""The parts of ``sentry_sdk`` that differ between 2.20 and the newest."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterator, Optional, Tuple

import sentry_sdk
from sentry_sdk.consts import DEFAULT_OPTIONS, VERSION

OLDEST = (2, 20)
FIRST_UNKNOWN = (4, 0)


def sdk_version() -> Tuple[int, int]:
    major, minor = VERSION.split(".")[:2]
    return int(major), int(minor)


def knows_option(name: str) -> bool:
    return name in DEFAULT_OPTIONS


def active_client() -> Optional[Any]:
    """The client when it sends something; None without a DSN and after a shutdown."""
    client = sentry_sdk.get_client()
    return client if client.is_active() and getattr(client, "transport", None) is not None else None


def metrics_of(sdk: Any) -> Optional[Any]:
    """``sentry_sdk.metrics`` where it is the one with ``count``; older SDKs have another of this name, which nothing receives."""
    metrics = getattr(sdk, "metrics", None)
    return metrics if hasattr(metrics, "count") else None


@contextmanager
def use_current_scope(scope: Any) -> Iterator[None]:
    """Runs in a scope that was current before."""
    from sentry_sdk.scope import use_scope

    with use_scope(scope):
        yield


def forget_last_error(client: Any) -> None:
    """The SDK drops an error that it saw just before; the kit sends one that it has held back."""
    from sentry_sdk.integrations.dedupe import DedupeIntegration

    integration = client.get_integration(DedupeIntegration)
    seen = getattr(integration, "_last_seen", None)
    if seen is not None:
        seen.set(None)
