"""Everything that silently costs events, each found at start and said in one line with its fix."""

from __future__ import annotations

import gc
import sys
from typing import Any, Optional

from .kit_state import STATE, report_problem, safely
from .options import Plan
from .read_environment import ResolvedConfig


def run_start_checks(config: ResolvedConfig, plan: Plan) -> None:
    safely(lambda: _check_release(config))
    safely(lambda: _check_wishes(config))
    safely(lambda: _check_profiling(config, plan))
    safely(_check_late_start)


def check_client() -> None:
    """A later ``sentry_sdk.init`` puts a client of its own in the place of the policy's."""
    import sentry_sdk

    running = STATE.running
    if running is None or STATE.stopping or sentry_sdk.get_client() is running.client:
        return
    report_problem(
        "second-client",
        "sentry_sdk.init was called beside init_sentry; what is captured now goes through a client without the policy.",
        "Remove the call of sentry_sdk.init.",
    )


def _check_release(config: ResolvedConfig) -> None:
    required = config.policy["release"]["requiredIn"]
    if config.release.source != "unknown" or config.environment not in required:
        return
    report_problem(
        "release-unknown",
        f"The release is unknown ({config.release.release}) in {config.environment}: "
        "regressions and release health cannot work.",
        "Set SENTRY_RELEASE or SERVICE_VERSION in the image, or GIT_COMMIT at build time.",
    )


def _check_wishes(config: ResolvedConfig) -> None:
    if config.refused:
        report_problem(
            "policy-floor",
            f"The service asked for less than the policy's floor, which was not done: {', '.join(config.refused)}.",
            "Remove these overrides, or have the policy changed by its owner.",
        )
    for variable in config.unreadable:
        report_problem("variable", f"Not understood: {variable}.", "Correct the variable.")


def _check_profiling(config: ResolvedConfig, plan: Plan) -> None:
    if not config.profile_session_sample_rate or plan.profile_session_sample_rate is not None or config.mode == "errors":
        return
    report_problem(
        "no-profiles",
        "Profiles were asked for, and the installed sentry-sdk has no profiler for whole processes, or the policy allows none.",
        "Install sentry-sdk 2.25 or newer, or remove SENTRY_PROFILE_SESSION_SAMPLE_RATE.",
    )


def _check_late_start() -> None:
    """Routes that exist already were built without the SDK's hooks. Asked once, and only where such a framework is loaded."""
    if STATE.preloaded or _existing_application() is None:
        return
    report_problem(
        "late-init",
        "init_sentry was called after the application was created, so errors that its handlers answer may be missed.",
        "Call init_sentry before the application is created, or start with `python -m garrison_sentry run`.",
    )


def _existing_application() -> Optional[Any]:
    kinds = []
    for module, name in (("starlette.applications", "Starlette"), ("flask", "Flask")):
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type):
            kinds.append(kind)
    if not kinds:
        return None
    return next((one for one in gc.get_objects() if type(one) in kinds or _is_one(one, tuple(kinds))), None)


def _is_one(value: Any, kinds: Any) -> bool:
    return issubclass(type(value), kinds)
