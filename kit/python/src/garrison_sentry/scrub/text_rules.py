"""What is looked for in text: the document's rules, with the code of their five named checks."""

from __future__ import annotations

import re
from typing import Any, Callable, Dict, List, Mapping, Match, Optional, Pattern, Sequence, Tuple

from ..policy.js_pattern import compile_pattern
from .checksums import card_check, is_iban, is_ipv6

_DIGITS = re.compile(r"\d+", re.ASCII)
_ENCODED = re.compile(r"[\d=+]", re.ASCII)
_MIXED_CASE = re.compile(r"[a-z][A-Z]")
_SIGN = re.compile(r"[:=]")
_QUOTE = re.compile(r"^\\{0,3}[\"']")
_REFERENCE = re.compile(r"\$(\d)")

Replacement = Callable[[Match[str], str], str]


class TextRule:
    """One rule of the document, ready to run."""

    def __init__(self, rule: Mapping[str, Any], checks: Mapping[str, Replacement]) -> None:
        guard = rule["guard"]
        self.placeholder: str = rule["placeholder"]
        self._min_length: int = guard.get("minLength", 0)
        self._contains: List[Tuple[str, ...]] = [tuple(texts) for texts in guard.get("contains", ())]
        pattern = guard.get("pattern")
        self._guard: Optional[Pattern[str]] = None if pattern is None else compile_pattern(pattern)
        self._steps = [_step(step, self.placeholder, checks) for step in rule["steps"]]

    def apply(self, value: str) -> str:
        if len(value) < self._min_length:
            return value
        for texts in self._contains:
            if not any(text in value for text in texts):
                return value
        if self._guard is not None and self._guard.search(value) is None:
            return value
        for pattern, replace in self._steps:
            value = pattern.sub(replace, value)
        return value


def create_text_rules(
    rules: Mapping[str, Any], names: Sequence[str], is_secret_key: Callable[[str], bool]
) -> List[TextRule]:
    """The named rules, in their order."""
    checks = _checks(rules, is_secret_key)
    return [TextRule(rules["text"][name], checks) for name in names]


def _step(
    step: Mapping[str, Any], placeholder: str, checks: Mapping[str, Replacement]
) -> Tuple[Pattern[str], Callable[[Match[str]], str]]:
    pattern = compile_pattern(step["pattern"])
    check = step.get("check")
    if check is not None:
        replacement = checks[check]
        return pattern, lambda match: replacement(match, placeholder)
    becomes: str = step["becomes"].replace("{placeholder}", placeholder)
    return pattern, lambda match: _REFERENCE.sub(lambda number: match[int(number[1])] or "", becomes)


def _checks(rules: Mapping[str, Any], is_secret_key: Callable[[str], bool]) -> Dict[str, Replacement]:
    is_card_number = card_check(rules["cardIssuers"])
    return {
        "card": lambda match, placeholder: _replace_card(match[0], placeholder, is_card_number),
        "iban": lambda match, placeholder: _replace_iban(match[0], placeholder),
        "ipv6": lambda match, placeholder: placeholder if is_ipv6(match[0]) else match[0],
        "encoded": _replace_credentials,
        "assignment": lambda match, placeholder: _replace_assigned(match, placeholder, is_secret_key),
    }


def _replace_credentials(match: Match[str], placeholder: str) -> str:
    """``Basic understanding`` is prose: credentials carry a digit, padding, or mixed case."""
    scheme, gap, token = match[1], match[2], match[3]
    encoded = _ENCODED.search(token) or (len(token) >= 12 and _MIXED_CASE.search(token))
    return scheme + gap + placeholder if scheme.lower() == "bearer" or encoded else match[0]


def _replace_assigned(match: Match[str], placeholder: str, is_secret_key: Callable[[str], bool]) -> str:
    """A key that is no secret may hold an assignment that is one: its value is looked at once more."""
    key, sign, secret = match[1], match[2], match[3]
    if is_secret_key(key):
        return _assigned(key + sign, secret, placeholder)
    if not _SIGN.search(secret):
        return match[0]

    def inner(part: Match[str]) -> str:
        return _assigned(part[1] + part[2], part[3], placeholder) if is_secret_key(part[1]) else part[0]

    return key + sign + match.re.sub(inner, secret)


def _assigned(head: str, secret: str, placeholder: str) -> str:
    quote = _QUOTE.match(secret)
    mark = quote[0] if quote else ""
    return head + mark + placeholder + mark


def _replace_card(text: str, placeholder: str, is_card_number: Callable[[str], bool]) -> str:
    """Neighbouring groups of digits may have been taken along (``order 7 4111 …``): look between them."""
    if is_card_number(text):
        return placeholder
    groups = [match.span() for match in _DIGITS.finditer(text)]
    for start, _ in groups:
        for _, end in groups:
            if end - start >= 14 and is_card_number(text[start:end]):
                return text[:start] + placeholder + text[end:]
    return text


def _replace_iban(text: str, placeholder: str) -> str:
    """The greedy match may have taken a following word: give words back until the check digits agree."""
    words = text.split(" ")
    for end in range(len(words), 0, -1):
        if is_iban("".join(words[:end])):
            return " ".join([placeholder, *words[end:]])
    return text
