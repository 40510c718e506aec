"""Starts the SDK by the organisation's policy."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any, Callable, List, Mapping, Optional, Sequence, Union

import sentry_sdk

from .checks import run_start_checks
from .hooks import Hooks
from .http.frameworks import wrap_frameworks
from .kit_state import STATE, Running, count_drop, report_problem
from .options import Plan, compile_options
from .policy import Document, read_document
from .read_environment import ResolvedConfig, ServiceConfig, environment as read_environment, resolve_config
from .sdk import FIRST_UNKNOWN, OLDEST, sdk_version
from .shutdown import stop_on_exit
from .status import SentryStatus, sentry_status
from .transport import observe_transport

PolicySource = Union[str, "os.PathLike[str]", Mapping[str, Any]]


def init_sentry(
    service_name: Optional[str] = None,
    *,
    dsn: Optional[str] = None,
    environment: Optional[str] = None,
    version: Optional[str] = None,
    team: Optional[str] = None,
    traces_sample_rate: Optional[float] = None,
    profile_session_sample_rate: Optional[float] = None,
    ignored_transactions: Sequence[str] = (),
    policy: Optional[PolicySource] = None,
    overrides: Optional[Mapping[str, Any]] = None,
    integrations: Sequence[Any] = (),
    logger: Optional[Callable[[str], None]] = None,
) -> SentryStatus:
    """
    Idempotent; never throws: what goes wrong is one line in the log and a problem in the returned status. Without a DSN nothing
    is done. Call it before the application is created, or start the service with ``python -m garrison_sentry run``.

    ``policy`` is the organisation's policy document (a path or the document itself; also ``GARRISON_POLICY``), ``overrides`` what
    this service wants stricter. The environment wins over every argument.
    """
    if logger is not None:
        STATE.log = logger
    config = ServiceConfig(
        service_name=service_name,
        dsn=dsn,
        environment=environment,
        version=version,
        team=team,
        traces_sample_rate=traces_sample_rate,
        profile_session_sample_rate=profile_session_sample_rate,
        ignored_transactions=tuple(ignored_transactions),
        overrides=overrides,
    )
    try:
        with STATE.lock:
            _start_once(config, policy, list(integrations))
    except Exception as error:
        count_drop("kit_error")
        report_problem(
            "init-failed",
            f"Sentry could not be started: {type(error).__name__}: {error}.",
            "The service runs on without it.",
        )
    return sentry_status()


def _start_once(config: ServiceConfig, policy: Optional[PolicySource], integrations: List[Any]) -> None:
    env = read_environment()
    document = read_document(policy if policy is not None else env.get("GARRISON_POLICY") or None)
    resolved = resolve_config(config, document, env)
    fingerprint = _fingerprint(resolved)
    if STATE.running is not None:
        _report_second_start(STATE.running.fingerprint, fingerprint)
        return
    if resolved.dsn is None or resolved.mode == "off":
        return
    if not OLDEST <= sdk_version() < FIRST_UNKNOWN:
        report_problem(
            "sdk-version",
            f"sentry-sdk {sentry_sdk.VERSION} is not known to this kit (2.20 to 3).",
            "Install a supported version, or a newer garrison-sentry.",
        )
        return
    _start_sdk(resolved, document, fingerprint=fingerprint, integrations=integrations)


def _start_sdk(
    resolved: ResolvedConfig, document: Document, *, fingerprint: str, integrations: List[Any]
) -> None:
    named = {"service": resolved.service_name, "team": resolved.team, "policy": resolved.policy_tag}
    identity = {name: value for name, value in named.items() if value}
    plan = compile_options(resolved, Hooks(document, resolved.policy, identity))
    wrap_frameworks()
    _init_sdk(plan, integrations)
    scope = sentry_sdk.get_global_scope()
    for name, value in identity.items():
        scope.set_tag(name, value)
        if hasattr(scope, "set_attribute"):
            scope.set_attribute(name, value)
    client = sentry_sdk.get_client()
    observe_transport(client)
    STATE.running = Running(
        service_name=resolved.service_name,
        team=resolved.team,
        environment=resolved.environment,
        release=resolved.release.release,
        mode=resolved.mode,
        policy=resolved.policy,
        document=document,
        policy_tag=resolved.policy_tag,
        fingerprint=fingerprint,
        traces_sample_rate=plan.traces_sample_rate,
        profile_session_sample_rate=plan.profile_session_sample_rate,
        client=client,
    )
    run_start_checks(resolved, plan)
    stop_on_exit()


def _init_sdk(plan: Plan, integrations: List[Any]) -> None:
    from sentry_sdk.integrations.argv import ArgvIntegration

    # The SDK reads this variable itself and would trace; in the mode `errors` nothing may.
    name = "SENTRY_TRACES_SAMPLE_RATE"
    written = os.environ.pop(name, None)
    try:
        sentry_sdk.init(
            **plan.options,
            integrations=[*_own_integrations(), *integrations],
            # The command line holds what a shell was given, passwords among it.
            disabled_integrations=[ArgvIntegration()],
        )
    finally:
        if written is not None:
            os.environ[name] = written


def _own_integrations() -> List[Any]:
    """The SDK's own, as the policy needs them: route names, no span per middleware, no log per line of the service's logging."""
    from .integrations import configured_integrations

    return configured_integrations()


def _fingerprint(config: ResolvedConfig) -> str:
    return hashlib.sha256(json.dumps(config, sort_keys=True, default=str).encode()).hexdigest()


def _report_second_start(running: str, asked: str) -> None:
    if running == asked:
        return
    report_problem(
        "second-init",
        "Sentry runs already, with another configuration than this call asks for; the call was ignored.",
        "Keep the configuration in one place: the environment for `python -m garrison_sentry run`, or init_sentry without it.",
    )
