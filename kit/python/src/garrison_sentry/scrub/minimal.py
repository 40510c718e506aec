"""
The event that is sent when scrubbing failed. It has ids, times, the type of the error, service, team, release and environment, and no text
that may hold personal data.

An event is always sent, since without one the service would seem to have no error. The raw payload is never sent: it is not scrubbed.
"""

from __future__ import annotations

from typing import Any, Dict, Iterable, Mapping

from ..policy.document import Document
from ..policy.js_pattern import compile_pattern

_EVENT_FIELDS = "event_id timestamp start_timestamp level platform environment release sdk".split()


class MinimalPayloads:
    def __init__(self, document: Document) -> None:
        rules = document["rules"]["minimal"]
        self._name = compile_pattern(rules["name"])
        self._hex_id = compile_pattern(rules["hexId"])

    def event(self, event: Mapping[str, Any]) -> Dict[str, Any]:
        is_transaction = event.get("type") == "transaction"
        result = _pick(event, _EVENT_FIELDS)
        if is_transaction:
            result.update(type="transaction", transaction="unscrubbed", spans=[])
        trace = _record(_record(event.get("contexts")).get("trace"))
        if trace:
            result["contexts"] = {"trace": self._trace(trace)}
        exceptions = _record(event.get("exception")).get("values")
        if isinstance(exceptions, list) and exceptions:
            result["exception"] = {"values": [{"type": self._type(_record(one).get("type"))} for one in exceptions]}
        elif not is_transaction:
            result["message"] = "An event whose scrubbing failed"
        tags = _pick(_record(event.get("tags")), ["service", "team", "policy"])
        result["tags"] = {**tags, "garrison.scrub_failed": "true"}
        return result

    def log(self, log: Mapping[str, Any]) -> Dict[str, Any]:
        fields = ["level", "severity_number", "severity_text", "timestamp", "time_unix_nano", "trace_id", "span_id"]
        return {**_pick(log, fields), "body": "unscrubbed", "attributes": {}}

    def metric(self, metric: Mapping[str, Any]) -> Dict[str, Any]:
        return {**metric, "attributes": {}}

    def breadcrumb(self, breadcrumb: Mapping[str, Any]) -> Dict[str, Any]:
        return _pick(breadcrumb, ["timestamp", "level", "type"])

    def _trace(self, trace: Mapping[str, Any]) -> Dict[str, Any]:
        ids = ["trace_id", "span_id", "parent_span_id"]
        kept = {key: trace[key] for key in ids if self._hex_id.search(str(trace.get(key, "")))}
        operation = trace.get("op")
        if isinstance(operation, str) and self._name.search(operation):
            kept["op"] = operation
        return kept

    def _type(self, value: Any) -> str:
        return value if isinstance(value, str) and self._name.search(value) else "Error"


def _record(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _pick(source: Mapping[str, Any], keys: Iterable[str]) -> Dict[str, Any]:
    return {key: source[key] for key in keys if source.get(key) is not None}
