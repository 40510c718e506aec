"""What the policy takes for noise."""

from __future__ import annotations

import re
from typing import Any, List, Mapping

from .js_pattern import translate

# Longest text that a pattern of the policy is tried on: a bound for patterns that we did not write.
_SUBJECT_MAX = 1024


class NoiseFilter:
    def __init__(self, noise: Mapping[str, Any]) -> None:
        self._errors = [re.compile(translate(pattern), re.ASCII) for pattern in noise["errors"]]
        self._transactions = [re.compile(translate(pattern), re.ASCII) for pattern in noise["transactions"]]

    def is_noise_error(self, event: Mapping[str, Any]) -> bool:
        """Only the error that was raised, which is the last: a cause that is noise does not make its consequence noise."""
        return bool(self._errors) and any(
            rule.search(subject) for subject in _subjects(event) for rule in self._errors
        )

    def is_noise_transaction(self, name: str) -> bool:
        return any(rule.search(name[:_SUBJECT_MAX]) for rule in self._transactions)


def _subjects(event: Mapping[str, Any]) -> List[str]:
    holder = event.get("exception")
    values = holder.get("values") if isinstance(holder, Mapping) else None
    raised = values[-1] if isinstance(values, list) and values else None
    if not isinstance(raised, Mapping):
        message = event.get("message")
        return [message[:_SUBJECT_MAX]] if isinstance(message, str) else []
    kind, value = raised.get("type"), raised.get("value")
    text = f"{kind if isinstance(kind, str) else 'Error'}: {value if isinstance(value, str) else ''}"
    return [text[:_SUBJECT_MAX]]
