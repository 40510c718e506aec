"""Patterns of the policy document: JavaScript's, run by Python's ``re`` with the same result."""

from __future__ import annotations

import re
from typing import Mapping, Pattern

# What `\s` and `.` mean in JavaScript; Python's ASCII mode knows fewer spaces and more line ends.
_SPACES = (
    "\\t\\n\\x0b\\x0c\\r \\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff"
)
_ANY = "[^\\n\\r\\u2028\\u2029]"
_OUTSIDE = {".": _ANY, "$": r"\Z"}


def compile_pattern(source: Mapping[str, str]) -> Pattern[str]:
    flags = re.ASCII | (re.IGNORECASE if "i" in source["flags"] else 0)
    return re.compile(translate(source["pattern"]), flags)


def translate(pattern: str) -> str:
    """The same pattern in Python's words: spaces, `.`, `$` and brackets inside of classes differ."""
    parts = []
    in_class = False
    index = 0
    while index < len(pattern):
        character = pattern[index]
        if character == "\\":
            parts.append(_escape(pattern[index : index + 2], in_class))
            index += 2
            continue
        if in_class:
            in_class = character != "]"
            parts.append("\\" + character if character in "[&|~" else character)
        else:
            in_class = character == "["
            parts.append(_OUTSIDE.get(character, character))
        index += 1
    # JavaScript's "any character at all"; its two halves cancel each other out.
    return "".join(parts).replace(f"[{_SPACES}\\S]", "[\\s\\S]")


def _escape(escape: str, in_class: bool) -> str:
    if escape == "\\s":
        return _SPACES if in_class else f"[{_SPACES}]"
    if escape == "\\S" and not in_class:
        return f"[^{_SPACES}]"
    return "/" if escape == "\\/" else escape


def to_units(text: str) -> str:
    """One character per UTF-16 unit, as JavaScript counts; texts of the basic plane are the same in both."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    data = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(data[i] | data[i + 1] << 8) for i in range(0, len(data), 2))


def from_units(text: str) -> str:
    """The inverse of ``to_units``; half a pair that a cut left over stays as it is."""
    if text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
