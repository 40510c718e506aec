"""Plants every canary in a real service and looks for them in all bytes that it sends."""

from __future__ import annotations

from typing import List, NamedTuple

from .canaries import CANARIES, SECRETS, Canary
from .capture_server import CaptureServer
from .run_app import start_app

# The error, the message, a tag, a span attribute, the route: what must arrive, or the count of leaks would prove nothing.
_HARMLESS = ('"plan":"gold"', "could not connect", "partner answered", "app.region", "/customers/:email/orders")


class LeakReport(NamedTuple):
    leaked: List[Canary]
    missing: List[str]
    # Item types that arrived.
    items: List[str]


def measure_leaks(privacy: str) -> LeakReport:
    """``none``: the SDK alone, set up by the book. ``default``, ``strict``: the policies of the kit."""
    plain = privacy == "none"
    env = {
        "SENTRY_TRACES_SAMPLE_RATE": "1",
        "SENTRY_KIT_PRIVACY": "strict" if privacy == "strict" else "default",
        **({"CONFORMANCE_PLAIN": "1"} if plain else {}),
    }
    with CaptureServer() as capture:
        arguments = ["--password", SECRETS["commandLine"]]
        app = start_app("leak", dsn=capture.dsn, preload=not plain, env=env, arguments=arguments)
        status = app.wait_for("status")
        code = app.wait()
        if code != 0 or status != 500:
            raise RuntimeError(f"the program ended with {code}, the request with {status}:\n{''.join(app.output)}")
        wire = capture.wire()
        return LeakReport(
            leaked=[canary for canary in CANARIES if canary.trace in wire],
            missing=[] if plain else [text for text in _HARMLESS if text not in wire],
            items=sorted({item.type for item in capture.items()}),
        )
