"""What share of the traces is kept, by the policy."""

from __future__ import annotations

import re
from typing import Any, Callable, Mapping, Optional, Sequence, Tuple

from .document import Policy
from .health import any_match, is_health_path, path_of, route_matcher
from .merge import clamp_rate

SamplingContext = Mapping[str, Any]
Sampler = Callable[[SamplingContext], float]

_ORGANIZATION = re.compile(r"(?:^|,)\s*sentry-org_id=([^,;\s]*)")


def rate_of(sampling: Mapping[str, Any], kind: str, environment: str, asked: Optional[float]) -> float:
    """The rate of an environment, unless the service or an operator asked for another within the bounds."""
    rates = sampling[kind]
    own = rates.get(environment, rates.get("*", 0))
    return clamp_rate(own if asked is None else asked, sampling)


def create_sampler(
    policy: Policy, *, rate: float, ignored: Sequence[str] = (), organization: Optional[str] = None
) -> Sampler:
    """
    In this order: an unsampled parent, health routes (also below a sampled one), a sampled parent, the route's rate, the
    environment's rate. With ``organization`` (for SDKs that cannot tell a stranger's trace themselves) a sampled parent of
    another organisation does not count.
    """
    routes = [(route_matcher(entry["route"]), entry["rate"]) for entry in policy["sampling"]["routes"]]
    skipped = [route_matcher(route) for route in ignored]

    def sample(context: SamplingContext) -> float:
        parent = context.get("parent_sampled")
        if parent is False:
            return 0.0
        method, target, headers = _request_of(context)
        path = None if target is None else path_of(target)
        if path is not None and (is_health_path(policy, path) or any_match(skipped, method, path)):
            return 0.0
        own = None if path is None else next((r for matches, r in routes if matches(method, path)), None)
        wanted = rate if own is None else own
        if parent is True and organization is not None and _is_foreign(headers, organization):
            return wanted
        return wanted if parent is None else 1.0

    return sample


def _request_of(context: SamplingContext) -> Tuple[str, Optional[str], Mapping[str, str]]:
    """Method, path and trace headers of the request that is about to be traced, from ASGI's or WSGI's own words."""
    scope = context.get("asgi_scope")
    if isinstance(scope, Mapping) and scope.get("type") == "http":
        raw = scope.get("headers") or ()
        wanted = {name.decode("latin-1"): value.decode("latin-1") for name, value in raw if name in _TRACE_HEADERS}
        return str(scope.get("method", "")), str(scope.get("path", "")), wanted
    environ = context.get("wsgi_environ")
    if isinstance(environ, Mapping):
        names = {"sentry-trace": "HTTP_SENTRY_TRACE", "baggage": "HTTP_BAGGAGE"}
        found = {name: environ[key] for name, key in names.items() if key in environ}
        path = f"{environ.get('SCRIPT_NAME', '')}{environ.get('PATH_INFO', '')}"
        return str(environ.get("REQUEST_METHOD", "")), path, found
    return "", None, {}


_TRACE_HEADERS = (b"sentry-trace", b"baggage")


def _is_foreign(headers: Mapping[str, str], organization: str) -> bool:
    if "sentry-trace" not in headers:
        return False
    found = _ORGANIZATION.search(headers.get("baggage", ""))
    return (found[1] if found else None) != organization
