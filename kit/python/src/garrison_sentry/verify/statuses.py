"""Fails in every way at once: what clients read, and which events arrive."""

from __future__ import annotations

import http.client
import threading
from typing import Any, Dict, List, NamedTuple, Optional

from .capture_server import CaptureServer
from .run_app import start_app

FRAMEWORKS = ("fastapi", "flask", "django", "asgi", "wsgi")
# Without a framework there is no route: the name is the path.
_UNROUTED = ("asgi", "wsgi")
# Without a framework an error is the server's to answer.
_ANSWERED_BY_SERVER = ("asgi", "wsgi")


class _Case(NamedTuple):
    name: str
    # None: the head was sent before the failure, so that the connection may also be cut.
    status: Optional[int]
    # Text of the one event that must arrive; None: none may.
    event: Optional[str]
    # Of the suite's frameworks, those whose programs have the case; empty: all.
    only: tuple = ()  # type: ignore[type-arg]


_CASES = (
    _Case("thrown", 500, "secret of thrown"),
    _Case("mapped", 422, None),
    _Case("missing", 404, None),
    _Case("delayed", 500, "secret of delayed"),
    _Case("refused", 503, "secret of refused", ("fastapi", "flask")),
    _Case("sent", None, "secret of sent"),
    _Case("answered", 503, None),
)


class _Answer(NamedTuple):
    status: Optional[int]
    body: str
    correlation_id: Optional[str]


def check_statuses(framework: str) -> List[str]:
    """What is wrong with the answers and events; empty when nothing is."""
    cases = [case for case in _CASES if not case.only or framework in case.only]
    with CaptureServer() as capture:
        env = {"SENTRY_TRACES_SAMPLE_RATE": "1", "CONFORMANCE_FRAMEWORK": framework}
        app = start_app("status", dsn=capture.dsn, env=env)
        port = app.wait_for("port")
        answers = _ask_all(port, [case.name for case in cases])
        app.stop()
        events = [item.payload for item in capture.items("event")]
        transactions = [item.payload for item in capture.items("transaction")]
    problems: List[str] = []
    for case in cases:
        problems += _answer_problems(case, answers[case.name], framework)
        problems += _event_problems(case, events, transactions, framework)
    wanted = sum(case.event is not None for case in cases)
    return problems + ([f"{len(events)} events for {wanted} errors: {[_text(one) for one in events]}"] if len(events) > wanted else [])


def _answer_problems(case: _Case, answer: _Answer, framework: str) -> List[str]:
    problems = []
    if "secret of" in answer.body:
        problems.append(f"{case.name}: the client reads the error's text")
    by_server = framework in _ANSWERED_BY_SERVER and case.name in ("thrown", "delayed")
    if case.status is not None and answer.status != case.status:
        problems.append(f"{case.name}: answered {answer.status}")
    if case.status is not None and not by_server and answer.correlation_id is None:
        problems.append(f"{case.name}: no correlation id")
    return problems


def _event_problems(
    case: _Case, events: List[Dict[str, Any]], transactions: List[Dict[str, Any]], framework: str
) -> List[str]:
    own = [one for one in events if one.get("tags", {}).get("tenant") == case.name or _text(one).endswith(case.event or "\0")]
    if case.event is None:
        return [f"{case.name}: an event although it is no server error: {_text(one)}" for one in own]
    if len(own) != 1:
        return [f"{case.name}: {len(own)} events"]
    event = own[0]
    problems = []
    if not _text(event).endswith(case.event):
        problems.append(f"{case.name}: the event says “{_text(event)}”")
    if event.get("tags", {}).get("tenant") != case.name:
        problems.append(f"{case.name}: tagged as {event.get('tags', {}).get('tenant')}")
    if event["exception"]["values"][-1].get("mechanism", {}).get("handled") is not False:
        problems.append(f"{case.name}: not marked as unhandled")
    trace = event["contexts"]["trace"]["trace_id"]
    root = next((one for one in transactions if one["contexts"]["trace"]["trace_id"] == trace), None)
    wanted = f"GET /{case.name}/4711" if framework in _UNROUTED else f"GET /{case.name}/:id"
    if root is None:
        problems.append(f"{case.name}: not linked to its trace")
    elif root["transaction"] != wanted:
        problems.append(f"{case.name}: its transaction is called “{root['transaction']}”")
    return problems


def _text(event: Dict[str, Any]) -> str:
    values = (event.get("exception") or {}).get("values") or [{}]
    return str(values[-1].get("value") or event.get("message") or "")


def _ask_all(port: int, names: List[str]) -> Dict[str, _Answer]:
    answers: Dict[str, _Answer] = {}

    def ask(name: str) -> None:
        answers[name] = _ask(port, name)

    threads = [threading.Thread(target=ask, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def _ask(port: int, name: str) -> _Answer:
    """A connection that is cut counts as an answer, too: it is one of the cases."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", f"/{name}/4711?token=abc", headers={"x-tenant": name})
        response = connection.getresponse()
        try:
            body = response.read().decode("utf-8", "replace")
        except http.client.IncompleteRead as cut:
            body = cut.partial.decode("utf-8", "replace")
        return _Answer(response.status, body, response.headers.get("x-request-id"))
    except OSError:
        return _Answer(None, "", None)
    finally:
        connection.close()
