"""An application of plain WSGI that fails."""

from __future__ import annotations

from typing import Any

import sentry_sdk

from garrison_sentry import sentry_wsgi

from .status_cases import FAILURES, partial


def plain(environ: Any, start_response: Any) -> Any:
    name = environ["PATH_INFO"].split("/")[1]
    sentry_sdk.set_tag("tenant", environ["HTTP_X_TENANT"])
    if name in ("thrown", "delayed"):
        FAILURES[name]()
    texts = {"mapped": "422 Locked", "answered": "503 Busy", "sent": "200 OK"}
    start_response(texts.get(name, "404 Not Found"), [("content-type", "text/plain")])
    return partial() if name == "sent" else [b""]


app = sentry_wsgi(plain)
