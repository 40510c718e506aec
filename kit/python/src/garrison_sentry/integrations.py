"""Integrations of the SDK that are wanted otherwise than by default."""

from __future__ import annotations

import importlib
import inspect
from typing import Any, Dict, List, Optional, Tuple

# Module, class, and the arguments that are given where the installed SDK knows them.
_WANTED: Tuple[Tuple[str, str, Dict[str, Any]], ...] = (
    ("starlette", "StarletteIntegration", {"transaction_style": "url", "middleware_spans": False}),
    ("fastapi", "FastApiIntegration", {"transaction_style": "url", "middleware_spans": False}),
    ("flask", "FlaskIntegration", {"transaction_style": "url"}),
    ("django", "DjangoIntegration", {"transaction_style": "url", "middleware_spans": False, "signals_spans": False}),
    # Lines of the service's own logging are breadcrumbs, errors among them events; logs are what is sent as such.
    ("logging", "LoggingIntegration", {"sentry_logs_level": None}),
)


def configured_integrations() -> List[Any]:
    _leave_middlewares_alone()
    found = []
    for module, name, arguments in _WANTED:
        try:
            integration = getattr(importlib.import_module(f"sentry_sdk.integrations.{module}"), name)
        except Exception:
            continue  # `DidNotEnable`: the framework is not installed, or too old for the SDK.
        known = inspect.signature(integration.__init__).parameters
        found.append(integration(**{key: value for key, value in arguments.items() if key in known}))
    dramatiq = _dramatiq()
    return found if dramatiq is None else [*found, dramatiq]


def _leave_middlewares_alone() -> None:
    """
    Without `middleware_spans` the SDK wraps the middlewares of Starlette all the same, and its wrappers ask at every step whether there is
    a span to make.
    """
    try:
        starlette = importlib.import_module("sentry_sdk.integrations.starlette")
    except Exception:
        return  # Not installed.
    if hasattr(starlette, "_enable_span_for_middleware"):
        setattr(starlette, "_enable_span_for_middleware", lambda middleware: middleware)


def _dramatiq() -> Optional[Any]:
    """Not one of the SDK's defaults. Before it handed the trace on (sentry-sdk 2.40), it mixed the tags of tasks of several threads."""
    try:
        module = importlib.import_module("sentry_sdk.integrations.dramatiq")
        return module.DramatiqIntegration() if hasattr(module.SentryMiddleware, "before_enqueue") else None
    except Exception:
        return None  # Dramatiq is not installed.
