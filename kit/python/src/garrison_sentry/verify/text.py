"""The report as lines for a terminal: what was tested, the leak matrix, a line per promise."""

from __future__ import annotations

from typing import Any, Dict, List


def conformance_text(report: Dict[str, Any]) -> str:
    rows = report["rows"]
    failed = sum(1 for row in rows if row["problems"])
    installed = {"sentry-sdk": report["sdk"], "garrison-sentry": report["kit"], **report["frameworks"]}
    lines = [", ".join(f"{name} {version}" for name, version in installed.items()), f"policy {report['policy']}", ""]
    lines += _leak_lines(report["leaks"])
    for row in rows:
        lines.append(f"{'✗' if row['problems'] else '✓'} {row['name']}")
        lines += [f"    {problem}" for problem in row["problems"]]
    lines += [f"– not checked: {part}" for part in report["skipped"]]
    lines += ["", f"{failed} of {len(rows)} promises are broken" if failed else f"{len(rows)} promises hold", ""]
    return "\n".join(lines)


def _leak_lines(leaks: List[Dict[str, Any]]) -> List[str]:
    if not leaks:
        return []
    names = [leak["channel"] + (" ¹" if leak["unmarked"] else "") for leak in leaks]
    width = max(len(name) for name in names)

    def line(first: str, second: str, third: str) -> str:
        return f"{first.ljust(width)}  {second.ljust(7)}  {third}".rstrip()

    def mark(leaked: bool) -> str:
        return "leaks" if leaked else "·"

    return [
        line("secret in", "default", "strict"),
        *(line(name, mark(leak["default"]), mark(leak["strict"])) for name, leak in zip(names, leaks)),
        "¹ free text without a key or a pattern: the default policy cannot tell it from harmless text",
        "",
    ]
