"""The configuration after the environment had its say."""

from __future__ import annotations

import math
import os
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Tuple

from .policy import Document, Policy
from .policy.merge import MergedPolicy, merge_policy
from .policy.tag import policy_tag
from .policy.release import ResolvedRelease, resolve_release

_COMMIT_VARIABLES = ("GIT_COMMIT", "GITHUB_SHA", "CI_COMMIT_SHA", "VERCEL_GIT_COMMIT_SHA", "HEROKU_SLUG_COMMIT")


class ServiceConfig(NamedTuple):
    """What a service says of itself; environment variables win over all of it, so that operators need no deploy."""

    service_name: Optional[str] = None
    dsn: Optional[str] = None
    environment: Optional[str] = None
    version: Optional[str] = None
    team: Optional[str] = None
    traces_sample_rate: Optional[float] = None
    profile_session_sample_rate: Optional[float] = None
    ignored_transactions: Tuple[str, ...] = ()
    overrides: Optional[Mapping[str, Any]] = None


class ResolvedConfig(NamedTuple):
    service_name: str
    dsn: Optional[str]
    environment: str
    release: ResolvedRelease
    team: Optional[str]
    traces_sample_rate: Optional[float]
    profile_session_sample_rate: Optional[float]
    ignored_transactions: Tuple[str, ...]
    policy: Policy
    # Of the organisation's policy, before the service's own wishes.
    policy_tag: str
    # Wishes that would have loosened the policy.
    refused: Tuple[str, ...]
    # Environment variables that could not be read as what they should be.
    unreadable: Tuple[str, ...]
    mode: str


def resolve_config(config: ServiceConfig, document: Document, env: Mapping[str, str]) -> ResolvedConfig:
    unreadable: List[str] = []
    service_name = env.get("SENTRY_SERVICE") or config.service_name or "unnamed-service"
    policy, refused = _effective_policy(config, document, env.get("SENTRY_KIT_PRIVACY"), unreadable)
    release = resolve_release(
        policy,
        service=service_name,
        release=env.get("SENTRY_RELEASE"),
        version=env.get("SERVICE_VERSION") or config.version,
        commit=next((env[name] for name in _COMMIT_VARIABLES if env.get(name)), None),
    )

    def rate(name: str, in_code: Optional[float]) -> Optional[float]:
        written = env.get(name)
        if not written:
            return in_code
        try:
            value = float(written)
        except ValueError:
            value = math.nan
        if math.isfinite(value):
            return value
        unreadable.append(f"{name}={written} (a number from 0 to 1 is meant)")
        return in_code

    return ResolvedConfig(
        service_name=service_name,
        dsn=env.get("SENTRY_DSN") or config.dsn or None,
        environment=env.get("SENTRY_ENVIRONMENT") or config.environment or env.get("DEPLOY_ENV") or "development",
        release=release,
        team=env.get("SENTRY_TEAM") or env.get("TEAM_NAME") or config.team,
        traces_sample_rate=rate("SENTRY_TRACES_SAMPLE_RATE", config.traces_sample_rate),
        profile_session_sample_rate=rate("SENTRY_PROFILE_SESSION_SAMPLE_RATE", config.profile_session_sample_rate),
        ignored_transactions=config.ignored_transactions,
        policy=policy,
        policy_tag=policy_tag(document["policy"]),
        refused=tuple(refused),
        mode=_mode(env.get("SENTRY_KIT_MODE"), unreadable),
        unreadable=tuple(unreadable),
    )


def environment() -> Dict[str, str]:
    return dict(os.environ)


def _effective_policy(
    config: ServiceConfig, document: Document, privacy: Optional[str], unreadable: List[str]
) -> MergedPolicy:
    """``SENTRY_KIT_PRIVACY=strict`` tightens; ``default`` never loosens what the organisation decided."""
    own = merge_policy(document["policy"], config.overrides or {})
    if not privacy or privacy == "default":
        return own
    if privacy != "strict":
        unreadable.append(f"SENTRY_KIT_PRIVACY={privacy} (default or strict is meant; strict is taken)")
    strict = document["strict"]
    names = ("headers", "text", "userFields", "freeText")
    tighter = {
        "scrubbing": {**{name: strict["scrubbing"][name] for name in names}, "safeKeys": []},
        "data": strict["data"],
        "trace": {"ownHosts": strict["trace"]["ownHosts"]},
    }
    return MergedPolicy(merge_policy(own.policy, tighter).policy, own.refused)


def _mode(written: Optional[str], unreadable: List[str]) -> str:
    if not written or written in ("off", "errors", "full"):
        return written or "full"
    unreadable.append(f"SENTRY_KIT_MODE={written} (off, errors or full is meant)")
    return "full"
