"""What only the SDK of Python puts into payloads, reduced before the rules that all kits share."""

from __future__ import annotations

import functools
import re
from typing import Any, Dict, List, Mapping, Optional

from ..policy.document import Policy
from ..policy.health import path_of

# Where the integrations of queues put the arguments of a job.
_JOBS = frozenset(["celery-job", "rq-job", "dramatiq", "arq-job", "huey-job"])
_JOB_ARGUMENTS = frozenset(["args", "kwargs", "description", "data", "args_kwargs", "message", "options"])
_METHOD = re.compile(r"^[A-Z]{3,10} ")
# `{id:int}` (Starlette), `<int:id>` (Flask, Django), `(?P<id>…)` (Django): a parameter of the route.
_PARAMETER = re.compile(r"\{([A-Za-z_]\w*)(?::(\w+))?\}|<(?:([^<>:]+):)?([A-Za-z_]\w*)>")


@functools.lru_cache(maxsize=1024)
def canonical_route(pattern: str) -> str:
    """``/orders/{id}`` and ``/orders/<int:id>`` → ``/orders/:id``, as the SDKs of Node write it."""

    def name(match: "re.Match[str]") -> str:
        takes_the_rest = "path" in (match[2], match[3])
        return ("*" if takes_the_rest else ":") + (match[1] or match[4])

    return _PARAMETER.sub(name, pattern)


def canonical_name(name: str, method: Optional[str]) -> str:
    """The name of a request: ``GET /orders/:id``."""
    found = _METHOD.match(name)
    prefix = found[0] if found else f"{method} " if method else ""
    return prefix + canonical_route(name[len(found[0]) :] if found else name)


def reduce_event(event: Mapping[str, Any], policy: Policy) -> Dict[str, Any]:
    """The event with one name per route in every language, and without the arguments of jobs and commands."""
    reduced = dict(event)
    info = event.get("transaction_info")
    name = event.get("transaction")
    source = info.get("source") if isinstance(info, Mapping) else None
    if isinstance(name, str) and source in ("route", "url"):
        request = event.get("request")
        method = request.get("method") if isinstance(request, Mapping) else None
        # Where no route matched, the SDK has the whole URL.
        pattern = name if source == "route" else path_of(name) or name
        reduced["transaction"] = canonical_name(pattern, method if isinstance(method, str) else None)
    if not policy["data"]["queueArguments"]:
        for part in ("extra", "contexts"):
            if isinstance(event.get(part), Mapping):
                reduced[part] = {key: _job(key, value) for key, value in event[part].items()}
    if isinstance(event.get("spans"), list):
        reduced["spans"] = _spans(event["spans"])
    crumbs = event.get("breadcrumbs")
    if isinstance(crumbs, Mapping) and isinstance(crumbs.get("values"), list):
        reduced["breadcrumbs"] = {**crumbs, "values": [reduce_breadcrumb(one) for one in crumbs["values"]]}
    return reduced


def reduce_breadcrumb(breadcrumb: Any) -> Any:
    if not isinstance(breadcrumb, Mapping) or breadcrumb.get("category") != "subprocess":
        return breadcrumb
    return {**breadcrumb, "message": _program(breadcrumb.get("message"))}


def _spans(spans: List[Any]) -> List[Any]:
    return [
        {**span, "description": _program(span.get("description"))}
        if isinstance(span, Mapping) and str(span.get("op", "")).startswith("subprocess")
        else span
        for span in spans
    ]


def _program(command: Any) -> Any:
    """A command without its arguments, among which passwords are common."""
    return command.split(" ", 1)[0] if isinstance(command, str) else command


def _job(key: str, value: Any) -> Any:
    if key not in _JOBS or not isinstance(value, Mapping):
        return value
    return {name: entry for name, entry in value.items() if name not in _JOB_ARGUMENTS}
