"""An application of plain ASGI that fails."""

from __future__ import annotations

from typing import Any

import sentry_sdk

from garrison_sentry import sentry_asgi

from .status_cases import FAILURES


async def plain(scope: Any, _receive: Any, send: Any) -> None:
    name = scope["path"].split("/")[1]
    headers = dict(scope["headers"])
    sentry_sdk.set_tag("tenant", headers[b"x-tenant"].decode())
    if name in ("thrown", "delayed"):
        FAILURES[name]()
    status = {"mapped": 422, "answered": 503, "sent": 200}.get(name, 404)
    await send({"type": "http.response.start", "status": status, "headers": []})
    if name == "sent":
        await send({"type": "http.response.body", "body": b"partial", "more_body": True})
        raise RuntimeError("secret of sent")
    await send({"type": "http.response.body", "body": b""})


app = sentry_asgi(plain)
