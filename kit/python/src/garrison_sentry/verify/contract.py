"""What must arrive of a service under traffic, and what must not."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict, List, Mapping, NamedTuple, Tuple

from .capture_server import CaptureServer
from .run_app import start_app

CONTRACT = {
    "repeats": "20 identical errors arrive 20 times",
    "linked": "an error is linked to its trace, and the trace is named by the route",
    "isolated": "tags and user of concurrent requests never mix",
    "probes": "probes are never traced, with and without a sampled parent; /healthcare is",
    "sessions": "requests are counted for release health",
    "boundary": "trace headers go to the own hosts only",
    "sampling": "a stranger’s sampled trace does not force sampling",
    "policy": "everything names the policy of its service",
}
_PROBES = ("/health", "/healthz", "/ready", "/readiness", "/metrics")
_TENANTS = tuple(f"t{number}" for number in range(8))
_PARENT = "1234567890abcdef1234567890abcdef-1234567890abcdef-1"
# Of another organisation: another public key, its own id.
_FOREIGN_BAGGAGE = (
    "sentry-trace_id=1234567890abcdef1234567890abcdef,sentry-public_key=ffffffffffffffffffffffffffffffff,"
    "sentry-org_id=99,sentry-sampled=true,sentry-sample_rate=1"
)


class _Run(NamedTuple):
    events: List[Dict[str, Any]]
    transactions: List[Dict[str, Any]]
    sessions: List[Dict[str, Any]]
    # Headers of the service's outgoing requests, by path.
    calls: Mapping[str, Mapping[str, str]]


def check_contract() -> Dict[str, List[str]]:
    """What is wrong, per promise; a promise that is kept has an empty list."""
    full = _run("1", _full_traffic)
    untraced = _run("0", _foreign_traffic)
    return {
        "repeats": _repeats(full),
        "linked": _linked(full),
        "isolated": _isolated(full),
        "probes": _probes(full),
        "sessions": _sessions(full),
        "boundary": _boundary(full),
        "sampling": [f"sampled although the rate is 0: {one['transaction']}" for one in untraced.transactions],
        "policy": _policy(full),
    }


def _run(rate: str, traffic: Any) -> _Run:
    with CaptureServer() as capture, CaptureServer() as upstream:
        app = start_app("contract", dsn=capture.dsn, env={"SENTRY_TRACES_SAMPLE_RATE": rate})
        port = app.wait_for("port")
        traffic(f"http://127.0.0.1:{port}", upstream.port)
        app.stop()

        def payloads(kind: str) -> List[Dict[str, Any]]:
            return [item.payload for item in capture.items(kind)]

        return _Run(payloads("event"), payloads("transaction"), payloads("sessions"), dict(upstream.calls))


def _full_traffic(base: str, upstream_port: int) -> None:
    for probe in _PROBES:
        _get(base + probe)
        _get(f"{base}{probe}/?deep=1", {"sentry-trace": _PARENT})
    _get(f"{base}/healthcare/plans")
    with ThreadPoolExecutor(len(_TENANTS)) as pool:
        for tenant in _TENANTS:
            pool.submit(_get, f"{base}/tenants/{tenant}/orders?together_with={len(_TENANTS)}")
    for _ in range(20):
        _get(f"{base}/ledger")
    _get(f"{base}/upstream?port={upstream_port}")


def _foreign_traffic(base: str, _port: int) -> None:
    _get(f"{base}/healthcare/plans", {"sentry-trace": _PARENT, "baggage": _FOREIGN_BAGGAGE})
    _get(f"{base}/healthcare/plans")


def _get(url: str, headers: Mapping[str, str] = {}) -> None:
    try:
        urllib.request.urlopen(urllib.request.Request(url, headers=dict(headers)), timeout=30).read()
    except urllib.error.HTTPError as error:
        error.read()


def _errors(run: _Run, pattern: str) -> List[Tuple[str, Dict[str, Any]]]:
    found = []
    for event in run.events:
        values = (event.get("exception") or {}).get("values") or [{}]
        text = str(values[-1].get("value", ""))
        if re.search(pattern, text):
            found.append((text, event))
    return found


def _repeats(run: _Run) -> List[str]:
    count = len(_errors(run, "^the ledger is closed$"))
    return [] if count == 20 else [f"{count} of 20 arrived"]


def _linked(run: _Run) -> List[str]:
    problems = []
    for _, event in _errors(run, "^no orders for"):
        trace = event["contexts"]["trace"]["trace_id"]
        root = next((one for one in run.transactions if one["contexts"]["trace"]["trace_id"] == trace), None)
        if root is None:
            problems.append("an error without its trace")
        elif root["transaction"] != "GET /tenants/:id/orders":
            problems.append(f"a trace called “{root['transaction']}”")
    return problems


def _isolated(run: _Run) -> List[str]:
    events = _errors(run, "^no orders for")
    problems = []
    for text, event in events:
        tenant = text.replace("no orders for ", "")
        tagged = event.get("tags", {}).get("tenant")
        if tagged != tenant or event.get("user", {}).get("id") != tenant:
            problems.append(f"{text} is tagged {tagged}")
    return problems + ([] if len(events) == len(_TENANTS) else [f"{len(events)} events of {len(_TENANTS)}"])


def _probes(run: _Run) -> List[str]:
    names = [one["transaction"] for one in run.transactions]
    traced = [name for name in names if name.replace("GET ", "").rstrip("/") in _PROBES]
    missing = [] if "GET /healthcare/plans" in names else ["/healthcare/plans is not traced"]
    return [f"{name} is traced" for name in traced] + missing


def _sessions(run: _Run) -> List[str]:
    buckets = [bucket for one in run.sessions for bucket in one.get("aggregates", [])]
    total = sum(bucket.get(kind, 0) for bucket in buckets for kind in ("exited", "errored", "crashed"))
    return [] if total > 0 else ["no request is counted"]


def _boundary(run: _Run) -> List[str]:
    own, foreign = run.calls.get("/own"), run.calls.get("/foreign")
    if own is None or foreign is None:
        return ["the service did not call out"]
    leaked = [name for name in ("sentry-trace", "baggage", "traceparent") if name in foreign]
    lost = [] if "sentry-trace" in own else ["the own host got no sentry-trace"]
    return lost + [f"the third party got {name}" for name in leaked]


def _policy(run: _Run) -> List[str]:
    payloads = [*run.events, *run.transactions]
    bare = [one for one in payloads if "+" not in str(one.get("tags", {}).get("policy", ""))]
    return [f"{len(bare)} of {len(payloads)} events and transactions lack the tag `policy`"] if bare else []
