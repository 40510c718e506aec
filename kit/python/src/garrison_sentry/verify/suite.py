"""Runs the whole proof on this installation."""

from __future__ import annotations

import importlib.util
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Callable, Dict, List, Optional

from ..policy import read_document
from ..policy.tag import policy_tag
from .canaries import CANARIES
from .contract import CONTRACT, check_contract
from .leaks import measure_leaks
from .loading import check_loading
from .statuses import FRAMEWORKS, check_statuses

Report = Dict[str, Any]
Progress = Callable[[str], None]

_DISTRIBUTIONS = {"fastapi": "fastapi", "flask": "Flask", "django": "Django"}


def run_conformance(policy: Optional[str] = None, on_progress: Progress = lambda part: None) -> Report:
    """
    Proves against a server on loopback what the kit promises: what leaks, which events arrive, what clients read, what each way of
    starting costs. Nothing leaves the machine.
    """
    document = read_document(policy)
    installed = {name: found for name, package in _DISTRIBUTIONS.items() if (found := _version(package))}
    rows: List[Dict[str, Any]] = []
    leaks: List[Dict[str, Any]] = []
    skipped: List[str] = []
    served = importlib.util.find_spec("uvicorn") is not None
    if "fastapi" in installed and served:
        rows += _check_leaks(leaks, on_progress)
        on_progress("events")
        problems = check_contract()
        rows += [{"name": name, "problems": problems[promise]} for promise, name in CONTRACT.items()]
        rows += _check_loading(on_progress)
    else:
        skipped.append("leaks, events and loading: their programs are FastAPI services (pip install fastapi uvicorn python-multipart)")
    for framework in FRAMEWORKS:
        missing = framework in _DISTRIBUTIONS and framework not in installed
        if missing or (framework in ("fastapi", "asgi") and not served):
            skipped.append(f"answers of {framework}: it is not installed" if missing else f"answers of {framework}: no uvicorn")
            continue
        on_progress(f"answers of {framework}")
        name = f"{framework}: errors are reported by the final status, clients read none of them"
        rows.append({"name": name, "problems": check_statuses(framework)})
    return {
        "sdk": _version("sentry-sdk"),
        "kit": _version("garrison-sentry") or "of the source tree",
        "policy": policy_tag(document["policy"]),
        "frameworks": installed,
        "rows": rows,
        "leaks": leaks,
        "skipped": skipped,
        "ok": all(not row["problems"] for row in rows),
    }


def _check_leaks(leaks: List[Dict[str, Any]], on_progress: Progress) -> List[Dict[str, Any]]:
    found = {}
    for privacy in ("default", "strict"):
        on_progress(f"leaks with the {privacy} policy")
        found[privacy] = measure_leaks(privacy)
    for canary in CANARIES:
        leaked = {privacy: canary in report.leaked for privacy, report in found.items()}
        leaks.append({"channel": canary.channel, **leaked, "unmarked": canary.unmarked})
    rows = []
    for privacy, report in found.items():
        name = f"{privacy} policy: {len(CANARIES)} secrets planted, {len(report.leaked)} reached the wire"
        broken = [one for one in report.leaked if not (privacy == "default" and one.unmarked)]
        problems = [f"leaks: {one.channel}" for one in broken] + [f"did not arrive: {text}" for text in report.missing]
        rows.append({"name": name, "problems": problems})
    return rows


def _check_loading(on_progress: Progress) -> List[Dict[str, Any]]:
    rows = []
    names = {"run": "started by `python -m garrison_sentry run`", "first": "init_sentry before the application"}
    for form, name in names.items():
        on_progress(name)
        result = check_loading(form)
        lost = ([] if result.error else ["no error event"]) + ([] if result.route else ["no route"])
        rows.append({"name": name, "problems": lost + result.problems})
    return rows


def _version(package: str) -> Optional[str]:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
