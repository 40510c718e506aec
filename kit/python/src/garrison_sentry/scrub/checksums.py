"""Check digits: what tells a card number or an IBAN from other long numbers."""

from __future__ import annotations

import re
from typing import Any, Callable, Mapping, Sequence

from ..policy.js_pattern import compile_pattern

_NOT_DIGITS = re.compile(r"\D", re.ASCII)
_HEX_GROUP = re.compile(r"[0-9a-f]{1,4}", re.ASCII | re.IGNORECASE)


def card_check(issuers: Sequence[Mapping[str, Any]]) -> Callable[[str], bool]:
    """ISO/IEC 7812: an issuer that the document knows, its length, and where it is asked for the Luhn digit."""
    known = [(compile_pattern(one["prefix"]), frozenset(one["lengths"]), one["checkDigit"]) for one in issuers]

    def is_card_number(text: str) -> bool:
        # The first digits of every issuer.
        if not text or text[0] not in "23456":
            return False
        digits = _NOT_DIGITS.sub("", text)
        return any(
            len(digits) in lengths and prefix.search(digits) and (not asks or _has_luhn_digit(digits))
            for prefix, lengths, asks in known
        )

    return is_card_number


def _has_luhn_digit(digits: str) -> bool:
    total = 0
    for index, character in enumerate(reversed(digits)):
        doubled = int(character) * (2 if index % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def is_iban(text: str) -> bool:
    """ISO 13616: the first four characters moved to the end, letters as 10…35, remainder by 97 is 1."""
    compact = text.replace(" ", "")
    if not 15 <= len(compact) <= 34:
        return False
    remainder = 0
    for character in compact[4:] + compact[:4]:
        value = int(character, 36)
        remainder = (remainder * (100 if value > 9 else 10) + value) % 97
    return remainder == 1


def is_ipv6(text: str) -> bool:
    """Textual IPv6: eight groups, or fewer with one ``::``. A clock time (``12:34:56``) is neither."""
    halves = text.split("::")
    if len(halves) > 2:
        return False
    groups = [group for half in halves if half for group in half.split(":")]
    if not all(_HEX_GROUP.fullmatch(group) for group in groups):
        return False
    return 2 <= len(groups) < 8 if len(halves) == 2 else len(groups) == 8
