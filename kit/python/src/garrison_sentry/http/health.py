"""``GET /health`` (the process lives) and ``GET /readiness`` (it can take work); the policy never traces these paths."""

from __future__ import annotations

import inspect
from typing import Any, Callable, Dict, Tuple

from ..kit_state import STATE

Ready = Callable[[], Any]


def health_routes(app: Any, *, ready: Ready = lambda: True) -> None:
    """For FastAPI, Starlette and Flask. ``ready`` may be async; a throw counts as no, and during shutdown the answer is 503."""
    if hasattr(app, "add_url_rule"):
        _mount_flask(app, ready)
    elif hasattr(app, "add_route"):
        _mount_starlette(app, ready)
    else:
        raise TypeError(f"health_routes knows FastAPI, Starlette and Flask, not {type(app).__name__}")


def _mount_starlette(app: Any, ready: Ready) -> None:
    from starlette.responses import JSONResponse

    async def health(_request: Any) -> Any:
        return JSONResponse(_health())

    async def readiness(_request: Any) -> Any:
        try:
            value = ready()
            value = await value if inspect.isawaitable(value) else value
        except Exception:
            value = False
        body, status = _readiness(value)
        return JSONResponse(body, status_code=status)

    app.add_route("/health", health, methods=["GET"])
    app.add_route("/readiness", readiness, methods=["GET"])


def _mount_flask(app: Any, ready: Ready) -> None:
    def readiness() -> Tuple[Dict[str, str], int]:
        try:
            value = ready()
        except Exception:
            value = False
        return _readiness(value)

    app.add_url_rule("/health", "garrison_health", lambda: _health())
    app.add_url_rule("/readiness", "garrison_readiness", readiness)


def _health() -> Dict[str, str]:
    running = STATE.running
    return {"status": "ok", **({"service": running.service_name} if running else {})}


def _readiness(value: Any) -> Tuple[Dict[str, str], int]:
    # What the probe's question was answered with, the service's own log knows.
    fine = value is not False and not STATE.stopping
    return ({"status": "ready"}, 200) if fine else ({"status": "not ready"}, 503)
