"""Views of Flask that fail."""

from __future__ import annotations

import sentry_sdk
from flask import Flask, abort, jsonify, request

from garrison_sentry import sentry_error_handlers

from .status_cases import FAILURES, partial, status_of

app = Flask("status")


@app.before_request
def tag() -> None:
    sentry_sdk.set_tag("tenant", request.headers.get("x-tenant"))


for name, fail in FAILURES.items():
    app.add_url_rule(f"/{name}/<id>", name, lambda id, fail=fail: fail())
app.add_url_rule("/refused/<id>", "refused", lambda id: abort(503, "secret of refused"))
app.add_url_rule("/sent/<id>", "sent", lambda id: partial())
app.add_url_rule("/answered/<id>", "answered", lambda id: (jsonify(error="busy"), 503))
sentry_error_handlers(app, status_of=status_of)
