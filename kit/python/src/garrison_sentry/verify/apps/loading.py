"""A service that starts the kit in the way that the environment names."""

import os

FORM = os.environ["CONFORMANCE_FORM"]
if FORM == "register":
    import garrison_sentry.register  # noqa: F401
if FORM == "first":
    from garrison_sentry import init_sentry

    init_sentry("conformance")

from fastapi import FastAPI  # noqa: E402

from garrison_sentry import init_sentry as start  # noqa: E402
from garrison_sentry import sentry_status  # noqa: E402

from ..run_app import report  # noqa: E402
from .serve import serve_asgi  # noqa: E402

app = FastAPI()


@app.get("/orders/{id}")
def order(id: str) -> None:
    raise RuntimeError("no such order")


if FORM == "late":
    start("conformance")
report("problems", [problem.code for problem in sentry_status().problems])
serve_asgi(app)
