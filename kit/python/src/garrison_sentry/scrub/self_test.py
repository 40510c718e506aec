"""Plants a secret in every place of every payload and looks for it in what comes out."""

from __future__ import annotations

import json
from typing import Any, Callable, List

from ..policy.document import Policy
from .payload import PayloadScrubber

_CANARY = "c4n4ry-9f31"


def self_test(scrubber: PayloadScrubber, policy: Policy) -> List[str]:
    """Empty: the scrubber works. Run at start, with the policy in force, before the first event."""
    failures: List[str] = []
    secrets = {"password": _CANARY, "nested": [{"X-Api-Key": _CANARY, "note": f"token={_CANARY}"}], "kept": "kept"}
    url = f"https://a.example/kept?q={_CANARY}"
    frames = {"frames": [{"function": "kept", "vars": {"password": _CANARY}}]}
    user = {field: "kept" for field in policy["scrubbing"]["userFields"]}
    error_event = {
        "event_id": "kept",
        "message": f"login password={_CANARY}",
        "exception": {"values": [{"type": "Error", "value": f"secret: {_CANARY}", "stacktrace": frames}]},
        "breadcrumbs": {"values": [{"category": "kept", "message": f"token={_CANARY}", "data": secrets}]},
        "request": {
            "url": url,
            "headers": {"Authorization": _CANARY, "cookie": _CANARY},
            "cookies": {"session": _CANARY},
            "data": secrets,
        },
        "contexts": {"own": secrets},
        "extra": secrets,
        "tags": {"token": _CANARY},
        "user": {**user, "name": _CANARY},
    }
    transaction = {
        "type": "transaction",
        "event_id": "kept",
        "transaction": f"GET /a?q={_CANARY}",
        "spans": [{"description": url, "data": secrets}],
    }

    def probe(name: str, run: Callable[[], Any]) -> None:
        try:
            out = json.dumps(run())
        except Exception as error:
            failures.append(f"{name}: {type(error).__name__}")
            return
        if _CANARY in out:
            failures.append(f"{name}: the planted secret is still there")
        if "kept" not in out:
            failures.append(f"{name}: what should stay is gone")

    attributes = {**secrets, "http.request.header.cookie": _CANARY}
    probe("error event", lambda: scrubber.event(error_event))
    probe("transaction", lambda: scrubber.event(transaction))
    probe("span", lambda: scrubber.span({"name": url, "attributes": attributes}))
    probe("log", lambda: scrubber.log({"body": f"token={_CANARY}", "attributes": secrets}))
    probe("metric", lambda: scrubber.metric({"name": "kept", "attributes": secrets}))
    return failures
