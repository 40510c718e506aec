"""What each way of starting the kit costs."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import List, NamedTuple

from .capture_server import CaptureServer
from .run_app import app_module, RunningApp

# `run`: python -m garrison_sentry run. `register`: the first import. `first`: init_sentry before the application. `late`: after it.
FORMS = ("run", "register", "first", "late")


class LoadingResult(NamedTuple):
    # The error event arrived, once.
    error: bool
    # The request's trace carries the name of its route.
    route: bool
    # Codes of the problems that the start-up check reported.
    problems: List[str]


def check_loading(form: str) -> LoadingResult:
    with CaptureServer() as capture:
        module = ["-m", app_module("loading")]
        app = RunningApp(
            ["-m", "garrison_sentry", "run", *module] if form == "run" else module,
            {
                "SENTRY_DSN": capture.dsn,
                "SENTRY_RELEASE": "conformance@1",
                "SENTRY_TRACES_SAMPLE_RATE": "1",
                "CONFORMANCE_FORM": form,
            },
        )
        port = app.wait_for("port")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/orders/7", timeout=30).read()
        except urllib.error.HTTPError as error:
            error.read()
        app.stop()
        names = [item.payload["transaction"] for item in capture.items("transaction")]
        return LoadingResult(
            error=len(capture.items("event")) == 1,
            route="GET /orders/:id" in names,
            problems=list(app.reported.get("problems", [])),
        )
