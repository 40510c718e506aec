"""The policy in the words of the installed SDK."""

from __future__ import annotations

import re
from typing import Any, Dict, List, NamedTuple, Optional

from .hooks import Hooks
from .policy.sampler import create_sampler, rate_of
from .read_environment import ResolvedConfig
from .sdk import knows_option

_TAIL = r"(?::\d{1,5})?(?:[/?#]|$)"
_SELF_HOSTED_ORGANIZATION = "1"


class Plan(NamedTuple):
    options: Dict[str, Any]
    traces_sample_rate: Optional[float]
    profile_session_sample_rate: Optional[float]


def compile_options(config: ResolvedConfig, hooks: Hooks) -> Plan:
    """Options that the installed SDK does not know are left out: it would refuse them."""
    policy = config.policy
    limits = policy["limits"]
    tracing = config.mode != "errors"
    traces = rate_of(policy["sampling"], "traces", config.environment, config.traces_sample_rate) if tracing else None
    profiles = _profile_rate(config) if tracing else None
    strict = bool(policy["trace"]["strictContinuation"])
    options: Dict[str, Any] = {
        "dsn": config.dsn,
        "release": config.release.release,
        "environment": config.environment,
        "max_breadcrumbs": limits["breadcrumbs"],
        "max_value_length": limits["textLength"],
        "shutdown_timeout": limits["shutdownTimeout"] / 1000,
        "include_local_variables": bool(policy["data"]["frameVariables"]),
        "include_source_context": policy["data"]["frameContextLines"] > 0,
        "max_request_body_size": "medium" if policy["data"]["requestBodies"] else "never",
        "trace_propagation_targets": [host_pattern(host) for host in policy["trace"]["ownHosts"]],
        "custom_repr": describe_object,
        # Its wrappers stand in many stacks and are never the cause.
        "in_app_exclude": ["garrison_sentry"],
        "before_send": hooks.before_send,
        "before_send_transaction": hooks.before_send_transaction,
        "before_breadcrumb": hooks.before_breadcrumb,
        "before_send_log": hooks.before_send_log,
        "before_send_metric": hooks.before_send_metric,
        # Spans that are sent one by one would lack their request's scope, and its tags.
        "trace_lifecycle": "static",
        "enable_logs": True,
        "strict_trace_continuation": strict,
        "org_id": organization_id(config),
        **_data_options(config),
    }
    if traces is not None:
        emulate = strict and not knows_option("strict_trace_continuation")
        options["traces_sampler"] = create_sampler(
            policy,
            rate=traces,
            ignored=config.ignored_transactions,
            organization=organization_id(config) if emulate else None,
        )
    if profiles:
        options.update(profile_session_sample_rate=profiles, profile_lifecycle="trace")
    known = {name: value for name, value in options.items() if knows_option(name)}
    known["_experiments"] = _experiments(options)
    profiled = profiles if profiles and knows_option("profile_lifecycle") else None
    return Plan(known, traces, profiled)


def organization_id(config: ResolvedConfig) -> str:
    """A self-hosted server's DSN names no organisation; its only one has the id 1."""
    own = config.policy["trace"].get("organizationId")
    found = re.search(r"@o(\d+)\.", config.dsn or "")
    return str(own) if own is not None else found[1] if found else _SELF_HOSTED_ORGANIZATION


def host_pattern(host: str) -> str:
    """Anchored at both ends of the host: ``acme.io`` is not part of ``acme.io.evil.example``."""
    if host == "<single-label>":
        return rf"(?i)^https?://[a-z][a-z0-9-]{{0,62}}{_TAIL}"
    wild = host.startswith("*.")
    name = re.escape(host[2:] if wild else host)
    return rf"(?i)^https?://{'(?:[a-z0-9-]{1,63}[.]){1,16}' if wild else ''}{name}{_TAIL}"


def describe_object(value: Any) -> Optional[str]:
    """
    What an event says of an object that is no JSON: its type. Its own ``__repr__`` is not called: it may hold secrets, take for
    ever, or throw.
    """
    kind = type(value)
    if kind.__module__ in _PLAIN_MODULES or isinstance(value, (int, float)):
        return None  # The SDK's own text: of numbers, dates, identifiers.
    return f"<{kind.__module__}.{kind.__qualname__}>"


_PLAIN_MODULES = frozenset(["datetime", "decimal", "uuid", "fractions", "ipaddress"])


class _NoScrubber:
    """Takes the place of the SDK's own scrubber."""

    def scrub_event(self, event: Any) -> None:
        """Nothing: the hooks do it."""


def _profile_rate(config: ResolvedConfig) -> Optional[float]:
    """The SDK's profiler costs CPU in each process, so that it runs only where somebody asks for it."""
    asked = config.profile_session_sample_rate
    return None if asked is None else rate_of(config.policy["sampling"], "profiles", config.environment, asked)


def _data_options(config: ResolvedConfig) -> Dict[str, Any]:
    """One switch on older SDKs; where categories exist each is set, because one that is left out is collected."""
    if not knows_option("data_collection"):
        # The scrubber of the policy looks at all that the SDK's own would look at.
        return {"send_default_pii": False, "event_scrubber": _NoScrubber()}
    data = config.policy["data"]
    bodies: List[str] = ["incoming_request"] if data["requestBodies"] else []
    off = {"mode": "off"}

    def pairs(collected: bool) -> Dict[str, Any]:
        return {"mode": "denylist"} if collected else off

    headers = {"mode": "allowlist", "terms": list(config.policy["scrubbing"]["headers"])}
    return {
        "data_collection": {
            "user_info": data["clientAddress"],
            "cookies": pairs(data["cookies"]),
            "http_headers": {"request": headers},
            "http_bodies": bodies,
            "url_query_params": pairs(data["queryStrings"]),
            "graphql": {"document": data["graphQl"], "variables": data["graphQl"]},
            "gen_ai": {"inputs": data["genAi"], "outputs": data["genAi"]},
            "database_query_data": data["databaseQueryData"],
            "queues": data["queueArguments"],
            "stack_frame_variables": data["frameVariables"],
            "frame_context_lines": data["frameContextLines"],
        }
    }


def _experiments(options: Dict[str, Any]) -> Dict[str, Any]:
    """Where options of today began; SDKs that know neither place ignore them."""
    names = ("enable_logs", "before_send_log", "before_send_metric")
    return {name: options[name] for name in names if not knows_option(name)}
