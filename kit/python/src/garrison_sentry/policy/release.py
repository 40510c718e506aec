"""One resolver of the release, as the Node kit and the upload of source maps have it."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional


class ResolvedRelease(NamedTuple):
    release: str
    source: str


def resolve_release(
    policy: Mapping[str, Any],
    *,
    service: str,
    release: Optional[str],
    version: Optional[str],
    commit: Optional[str],
) -> ResolvedRelease:
    """``x@unknown`` is returned, never thrown: the caller decides how loud it is."""
    if release:
        return ResolvedRelease(release, "SENTRY_RELEASE")

    def name(written: str) -> str:
        template: str = policy["release"]["format"]
        return template.replace("{service}", service, 1).replace("{version}", written, 1)

    if version:
        return ResolvedRelease(name(version), "version")
    if commit:
        return ResolvedRelease(name(commit), "commit")
    return ResolvedRelease(name("unknown"), "unknown")
