"""Paths that are never traced."""

from __future__ import annotations

from typing import Callable, Optional, Sequence

from .document import Policy


def path_of(target: str) -> Optional[str]:
    """The path of a URL or request target, without query, fragment and trailing slash; None when there is none."""
    scheme_end = target.find("://")
    start = 0 if scheme_end == -1 else target.find("/", scheme_end + 3)
    if start == -1:
        return "/"
    path = target[start:]
    for mark in "?#":
        path = path.partition(mark)[0]
    if not path.startswith("/"):
        return None
    return path.rstrip("/") or "/"


def is_health_path(policy: Policy, path: str) -> bool:
    return path in policy["health"]["routes"]


def route_matcher(route: str) -> Callable[[str, str], bool]:
    """``GET /checkout``, ``/checkout`` (any method) or ``/admin/*`` (everything below it)."""
    parts = route.split(None, 1)
    wanted = parts[0].upper() if len(parts) == 2 else None
    pattern = parts[-1].strip() if parts else ""
    below = pattern[:-1] if pattern.endswith("/*") else None
    exact = path_of(pattern)

    def matches(method: str, path: str) -> bool:
        if wanted is not None and wanted != method.upper():
            return False
        return path == exact if below is None else path.startswith(below)

    return matches


def any_match(routes: Sequence[Callable[[str, str], bool]], method: str, path: str) -> bool:
    return any(matches(method, path) for matches in routes)
