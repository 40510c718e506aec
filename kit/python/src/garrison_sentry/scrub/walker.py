"""Walks values of any shape and scrubs each by its key."""

from __future__ import annotations

import threading
from typing import Any, Callable, Dict, List, Mapping

from ..policy.document import Document
from ..policy.js_pattern import compile_pattern, from_units, to_units
from .js_number import js_number
from .keys import KeyClasses

# What stands for a field that goes; None is JSON's null.
GONE: Any = object()


class Walker:
    """What nothing touches is returned as it came. Safe to use from several threads."""

    def __init__(
        self,
        document: Document,
        policy: Mapping[str, Any],
        *,
        classes: KeyClasses,
        scrub_text: Callable[[str], str],
    ) -> None:
        rules = document["rules"]
        walk = rules["walk"]
        limits = policy["limits"]
        self.filtered: str = rules["filtered"]
        self._classes = classes
        self._scrub_text = scrub_text
        self._keeps_queries: bool = policy["data"]["queryStrings"]
        self._text_length: int = limits["textLength"]
        self._depth: int = limits["depth"]
        self._breadth: int = limits["breadth"]
        self._values: int = limits["values"]
        self._ellipsis: str = walk["ellipsis"]
        self._figure_min: float = walk["figureMin"]
        self._sql_string = compile_pattern(walk["sqlString"])
        self._sql_number = compile_pattern(walk["sqlNumber"])
        self._address_start = compile_pattern(walk["addressStart"])
        self._budget = threading.local()

    def begin(self) -> None:
        """Forget what earlier events used up of the budget."""
        self._budget.left = self._values

    def value(self, value: Any) -> Any:
        return self._walk(value, 0)

    def field(self, key: str, value: Any) -> Any:
        """A value whose key is known; ``GONE`` when the field goes."""
        return self._field(key, value, 1)

    def text(self, value: str) -> str:
        return from_units(self._text(to_units(value)))

    def address(self, value: str) -> str:
        """A URL or a path: without query and fragment, then as text."""
        units = to_units(value)
        return from_units(self._text(units if self._keeps_queries else self._without_query(units)))

    def sql(self, value: str) -> str:
        return from_units(self._text(self._without_literals(to_units(value))))

    def _text(self, units: str) -> str:
        if len(units) > self._text_length:
            units = units[: self._text_length] + self._ellipsis
        return self._scrub_text(units)

    def _without_query(self, units: str) -> str:
        if self._address_start.search(units) is None:
            return units
        ends = [end for end in (units.find("?"), units.find("#")) if end != -1]
        return units[: min(ends)] if ends else units

    def _without_literals(self, units: str) -> str:
        return self._sql_number.sub("?", self._sql_string.sub("?", units))

    def _walk(self, value: Any, depth: int) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, (int, float)):
            return self._number(value)
        self._budget.left = getattr(self._budget, "left", self._values) - 1
        if self._budget.left < 0 or depth >= self._depth:
            return self.filtered
        if isinstance(value, Mapping):
            return self._object(value, depth)
        if isinstance(value, (list, tuple)):
            return self._list(value, depth)
        # Bytes and what else the SDK has not turned into JSON: nobody can say what is in it.
        return self.filtered

    def _number(self, value: Any) -> Any:
        if not value >= self._figure_min:
            return value
        written = js_number(value)
        scrubbed = self._text(written)
        return value if scrubbed == written else scrubbed

    def _list(self, value: Any, depth: int) -> List[Any]:
        return [self._walk(one, depth + 1) for one in value[: self._breadth]]

    def _object(self, value: Mapping[Any, Any], depth: int) -> Dict[str, Any]:
        copy: Dict[str, Any] = {}
        for index, (key, entry) in enumerate(list(value.items())):
            if index >= self._breadth:
                break
            name = key if isinstance(key, str) else str(key)
            scrubbed = self._field(name, entry, depth + 1)
            if scrubbed is not GONE:
                copy[name] = scrubbed
        return copy

    def _field(self, key: str, value: Any, depth: int) -> Any:
        kind = self._classes.of(key)
        if kind == "plain":
            return self._walk(value, depth)
        if kind == "safe":
            return value
        if kind == "trusted":
            # A text or number that the SDK writes, or that names the organisation's own things.
            return self._walk(value, depth) if isinstance(value, (Mapping, list, tuple)) else value
        if kind == "drop":
            return GONE
        if kind == "filter":
            return None if value is None else self.filtered
        if not isinstance(value, str):
            return self._walk(value, depth)
        return self.address(value) if kind == "address" else self.sql(value)
