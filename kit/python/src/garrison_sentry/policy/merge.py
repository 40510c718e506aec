"""Lays a service's wishes on the organisation's floor: each setting moves in its stricter direction only."""

from __future__ import annotations

import math
from typing import Any, Dict, List, Mapping, NamedTuple

from .document import Policy

_OFF = ("cookies requestBodies queryStrings clientAddress databaseQueryData queueArguments genAi graphQl frameVariables").split()
_LIMITS = "breadcrumbs textLength depth breadth values shutdownTimeout".split()
_PLATFORMS = ("node", "browser", "react-native", "python")


class MergedPolicy(NamedTuple):
    policy: Policy
    # Paths that would have loosened the floor and were not taken. To be reported, not hidden.
    refused: List[str]


def clamp_rate(rate: Any, sampling: Mapping[str, Any]) -> float:
    """A rate that somebody asked for, within the policy's bounds."""
    bounds = sampling["bounds"]
    if not isinstance(rate, (int, float)) or not math.isfinite(rate):
        return float(bounds["min"])
    return float(min(bounds["max"], max(bounds["min"], rate)))


def merge_policy(floor: Policy, override: Mapping[str, Any]) -> MergedPolicy:
    wish = _Wish(override)
    merged: Dict[str, Any] = {
        "version": floor.get("version"),
        "sampling": _sampling(floor["sampling"], override.get("sampling") or {}, wish),
        "noise": {name: _noise(floor, override, name) for name in _PLATFORMS},
        "scrubbing": _scrubbing(floor["scrubbing"], wish),
        "data": {
            **{name: wish.off("data", name, floor["data"][name]) for name in _OFF},
            "frameContextLines": wish.less("data", "frameContextLines", floor["data"]["frameContextLines"]),
        },
        "trace": {
            **floor["trace"],
            "strictContinuation": wish.on("trace", "strictContinuation", floor["trace"]["strictContinuation"]),
            "ownHosts": wish.fewer("trace", "ownHosts", floor["trace"]["ownHosts"]),
        },
        "health": {"routes": _union(floor["health"]["routes"], wish.asked("health", "routes"))},
        "release": floor["release"],
        "errors": _errors(floor, wish),
        "limits": {name: wish.less("limits", name, floor["limits"][name]) for name in _LIMITS},
    }
    if "release" in override:
        wish.refused.append("release")
    if wish.asked("trace", "organizationId") is not None:
        wish.refused.append("trace.organizationId")
    wish.refused.extend(part for part in override if part not in floor)
    return MergedPolicy(merged, wish.refused)


class _Wish:
    def __init__(self, override: Mapping[str, Any]) -> None:
        self._override = override
        self.refused: List[str] = []

    def asked(self, part: str, name: str) -> Any:
        return (self._override.get(part) or {}).get(name)

    def off(self, part: str, name: str, floor: bool) -> bool:
        asked = self.asked(part, name)
        return floor if asked is None else self._taken(f"{part}.{name}", floor, asked, loosens=asked and not floor)

    def on(self, part: str, name: str, floor: bool) -> bool:
        asked = self.asked(part, name)
        return floor if asked is None else self._taken(f"{part}.{name}", floor, asked, loosens=floor and not asked)

    def less(self, part: str, name: str, floor: Any) -> Any:
        asked = self.asked(part, name)
        if asked is None:
            return floor
        fits = isinstance(asked, (int, float)) and 0 <= asked <= floor
        return self._taken(f"{part}.{name}", floor, asked, loosens=not fits)

    def fewer(self, part: str, name: str, floor: List[Any]) -> List[Any]:
        asked = self.asked(part, name)
        if asked is None:
            return floor
        if any(entry not in floor for entry in asked):
            self.refused.append(f"{part}.{name}")
        return [entry for entry in floor if entry in asked]

    def _taken(self, path: str, floor: Any, asked: Any, *, loosens: bool) -> Any:
        if not loosens:
            return asked
        self.refused.append(path)
        return floor


def _scrubbing(floor: Mapping[str, Any], wish: _Wish) -> Dict[str, Any]:
    free_text = wish.asked("scrubbing", "freeText")
    if free_text == "scrub" and floor["freeText"] == "drop":
        wish.refused.append("scrubbing.freeText")
        free_text = None
    return {
        **{name: wish.fewer("scrubbing", name, floor[name]) for name in ("headers", "safeKeys", "userFields")},
        **{name: _union(floor[name], wish.asked("scrubbing", name)) for name in ("keys", "text")},
        "freeText": free_text or floor["freeText"],
    }


def _sampling(floor: Mapping[str, Any], asked: Mapping[str, Any], wish: _Wish) -> Dict[str, Any]:
    def rates(name: str) -> Dict[str, float]:
        for environment, rate in (asked.get(name) or {}).items():
            if rate != clamp_rate(rate, floor):
                wish.refused.append(f"sampling.{name}.{environment}")
        wished = {key: clamp_rate(rate, floor) for key, rate in (asked.get(name) or {}).items()}
        return {**floor[name], **wished}

    routes = [{**entry, "rate": clamp_rate(entry["rate"], floor)} for entry in asked.get("routes") or []]
    most = (asked.get("bounds") or {}).get("max")
    bounds = dict(floor["bounds"])
    if most is not None:
        if 0 <= most <= bounds["max"]:
            bounds["max"] = most
        else:
            wish.refused.append("sampling.bounds.max")
    return {
        "traces": rates("traces"),
        "routes": [*floor["routes"], *routes],
        "profiles": rates("profiles"),
        "bounds": bounds,
        "dropOrphanRoots": floor["dropOrphanRoots"] or asked.get("dropOrphanRoots") is True,
    }


def _noise(floor: Policy, override: Mapping[str, Any], platform: str) -> Dict[str, Any]:
    asked = (override.get("noise") or {}).get(platform) or {}
    known = floor["noise"][platform]
    return {name: _union(known[name], asked.get(name)) for name in ("errors", "transactions")}


def _errors(floor: Policy, wish: _Wish) -> Dict[str, Any]:
    """Reporting 4xx answers is a service's own choice: it costs quota, and its text is fixed."""
    asked = wish.asked("errors", "clientErrors")
    if asked is None:
        return dict(floor["errors"])
    rate = clamp_rate(asked["sampleRate"], floor["sampling"])
    return {"clientErrors": {"report": asked["report"], "sampleRate": rate}}


def _union(floor: List[Any], asked: Any) -> List[Any]:
    return floor if asked is None else list(dict.fromkeys([*floor, *asked]))
