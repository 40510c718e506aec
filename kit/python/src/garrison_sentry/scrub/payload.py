"""Scrubs each thing that the SDK sends, with the results of the TypeScript scrubber."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, Optional

from ..policy.document import Document, Policy
from ..policy.js_pattern import compile_pattern, from_units, to_units
from .keys import KeyClasses, KeyRules
from .text_rules import create_text_rules
from .walker import GONE, Walker

Payload = Mapping[str, Any]


class PayloadScrubber:
    """Pure: the argument is not changed. May throw on what no SDK sends, so callers guard."""

    def __init__(self, document: Document, policy: Policy) -> None:
        rules = document["rules"]
        self._policy = policy
        self._drops_free_text: bool = policy["scrubbing"]["freeText"] == "drop"
        self._sdk_contexts = frozenset(rules["sdkContexts"])
        self._masked = compile_pattern(rules["maskedWords"])
        keys = self._keys = KeyRules(document, policy)
        text_rules = create_text_rules(rules, policy["scrubbing"]["text"], keys.is_secret)

        def scrub_text(units: str) -> str:
            for rule in text_rules:
                units = rule.apply(units)
            return units

        def mask_text(units: str) -> str:
            return self._masked.sub("*", scrub_text(units))

        def walker(scrub: Callable[[str], str]) -> Walker:
            self._classes = KeyClasses(document, policy, keys=keys, scrub_text=scrub)
            return Walker(document, policy, classes=self._classes, scrub_text=scrub)

        # For what the service attached in its own words; masks every value where free text must not leave.
        self._prose = walker(mask_text) if self._drops_free_text else None
        self._walker = walker(scrub_text)

    def event(self, event: Payload) -> Dict[str, Any]:
        """Error events, messages and transactions."""
        walker = self._begin()
        sanitized = dict(event)
        changes: Dict[str, Callable[[Any], Any]] = {
            "message": self._message,
            "logentry": self._log_entry,
            "transaction": lambda value: walker.address(value) if isinstance(value, str) else value,
            "exception": lambda value: self._each(value, self._exception),
            "threads": lambda value: self._each(value, self._with_frames),
            "stacktrace": self._stacktrace,
            "request": self._request,
            "user": self._user,
            "breadcrumbs": lambda value: self._each(value, self._breadcrumb),
            "tags": walker.value,
            "fingerprint": walker.value,
            "logger": walker.value,
            "extra": self._prose_walker.value,
            "contexts": self._contexts,
            "spans": lambda value: self._each(value, self._span),
        }
        if (_record(event.get("transaction_info")) or {}).get("source") in _NAMED_BY_CODE:
            del changes["transaction"]
        for key, change in changes.items():
            _replace(sanitized, key, change)
        return sanitized

    def span(self, span: Payload) -> Dict[str, Any]:
        """Both shapes: ``{description, data}`` and ``{name, attributes}``."""
        self._begin()
        return self._span(span)

    def log(self, log: Payload) -> Dict[str, Any]:
        walker = self._begin()
        sanitized = dict(log)
        template = _text((_record(log.get("attributes")) or {}).get("sentry.message.template"))

        def body(value: Any) -> Any:
            if not isinstance(value, str):
                return walker.value(value)
            if self._drops_free_text:
                return walker.text(walker.filtered if template is None else template)
            return walker.text(value)

        for key in ("message", "body"):
            _replace(sanitized, key, body)
        _replace(sanitized, "attributes", self._attributes)
        return sanitized

    def metric(self, metric: Payload) -> Dict[str, Any]:
        walker = self._begin()
        sanitized = dict(metric)
        _replace(sanitized, "name", walker.value)
        _replace(sanitized, "attributes", self._attributes)
        return sanitized

    def breadcrumb(self, breadcrumb: Payload) -> Dict[str, Any]:
        self._begin()
        return self._breadcrumb(breadcrumb)

    @property
    def _prose_walker(self) -> Walker:
        return self._prose or self._walker

    def _begin(self) -> Walker:
        self._walker.begin()
        self._prose_walker.begin()
        return self._walker

    def _sentence(self, value: str) -> str:
        """Message, exception text: what a person wrote into the code, mixed with values."""
        scrubbed = self._walker.text(value)
        return from_units(self._masked.sub("*", to_units(scrubbed))) if self._drops_free_text else scrubbed

    def _message(self, value: Any) -> Any:
        return self._sentence(value) if isinstance(value, str) else self._walker.value(value)

    def _contexts(self, value: Any) -> Any:
        contexts = _record(value)
        if contexts is None:
            return GONE
        result: Dict[str, Any] = {}
        for name, context in contexts.items():
            walker = self._walker if name in self._sdk_contexts else self._prose_walker
            scrubbed = walker.field(name, context)
            if scrubbed is not GONE:
                result[name] = scrubbed
        return result

    def _span(self, span: Payload) -> Dict[str, Any]:
        walker = self._walker
        sanitized = dict(span)
        attributes = _record(span.get("data"))
        if attributes is None:
            attributes = _record(span.get("attributes"))
        operation = _text(span.get("op"))
        if operation is None:
            operation = _text((attributes or {}).get("sentry.op")) or ""
        hides_data = operation.startswith("db") and not self._policy["data"]["databaseQueryData"]

        def name(value: Any) -> Any:
            if not isinstance(value, str):
                return value
            return walker.sql(value) if hides_data else walker.address(value)

        for key in ("description", "name"):
            _replace(sanitized, key, name)
        for key in ("data", "attributes", "tags"):
            _replace(sanitized, key, self._attributes)
        _replace(sanitized, "links", walker.value)
        return sanitized

    def _attributes(self, value: Any) -> Any:
        """Of spans, logs and metrics: short values, among them who somebody is, which only the name tells."""
        attributes = _record(value)
        if attributes is None:
            return self._walker.value(value)
        keys, filtered = self._keys, self._walker.filtered
        personal = {key: filtered for key in attributes if keys.is_personal(str(key)) and not keys.is_safe(str(key))}
        return self._walker.value({**attributes, **personal} if personal else attributes)

    def _breadcrumb(self, breadcrumb: Payload) -> Dict[str, Any]:
        sanitized = dict(breadcrumb)
        if self._drops_free_text:
            sanitized.pop("message", None)
            if breadcrumb.get("category") == "console":
                sanitized.pop("data", None)
        for key in ("message", "category", "data"):
            _replace(sanitized, key, self._walker.value)
        return sanitized

    def _log_entry(self, value: Any) -> Any:
        entry = _record(value)
        if entry is None:
            return self._walker.value(value)
        sanitized = dict(entry)
        _replace(sanitized, "message", lambda text: self._walker.text(text) if isinstance(text, str) else text)
        _replace(sanitized, "formatted", lambda text: self._sentence(text) if isinstance(text, str) else text)
        _replace(sanitized, "params", lambda params: GONE if self._drops_free_text else self._walker.value(params))
        return sanitized

    def _exception(self, exception: Payload) -> Dict[str, Any]:
        sanitized = self._with_frames(exception)
        _replace(sanitized, "type", self._walker.value)
        _replace(sanitized, "value", self._message)
        mechanism = _record(exception.get("mechanism"))
        if mechanism is not None and "data" in mechanism:
            sanitized["mechanism"] = {**mechanism, "data": self._walker.value(mechanism["data"])}
        return sanitized

    def _with_frames(self, holder: Payload) -> Dict[str, Any]:
        sanitized = dict(holder)
        _replace(sanitized, "stacktrace", self._stacktrace)
        return sanitized

    def _stacktrace(self, value: Any) -> Any:
        """Source lines and file names are code, not data: only variables are looked at."""
        stacktrace = _record(value)
        frames = None if stacktrace is None else stacktrace.get("frames")
        if stacktrace is None or not isinstance(frames, list):
            return GONE
        if not any("vars" in (_record(frame) or {}) for frame in frames):
            return value
        return {**stacktrace, "frames": [self._frame(_record(frame) or {}) for frame in frames]}

    def _frame(self, frame: Payload) -> Dict[str, Any]:
        rest = {key: value for key, value in frame.items() if key != "vars"}
        if self._policy["data"]["frameVariables"] and "vars" in frame:
            rest["vars"] = self._walker.value(frame["vars"])
        return rest

    def _request(self, value: Any) -> Any:
        request = _record(value)
        if request is None:
            return GONE
        data = self._policy["data"]
        result: Dict[str, Any] = {}
        if isinstance(request.get("method"), str):
            result["method"] = self._walker.text(request["method"])
        if isinstance(request.get("url"), str):
            result["url"] = self._walker.address(request["url"])
        for key, category in _REQUEST_PARTS.items():
            if data[category] and key in request:
                result[key] = self._walker.value(request[key])
        headers = _record(request.get("headers"))
        if headers is not None:
            allowed = self._classes.is_header_allowed
            result["headers"] = self._walker.value({k: v for k, v in headers.items() if allowed(str(k))})
        return result

    def _user(self, value: Any) -> Any:
        fields = self._policy["scrubbing"]["userFields"]
        kept = {key: entry for key, entry in (_record(value) or {}).items() if key in fields}
        return self._walker.value(kept) if kept else GONE

    def _each(self, value: Any, scrub: Callable[[Payload], Dict[str, Any]]) -> Any:
        """``[…]`` and ``{values: […]}`` both occur. An entry that is no object is replaced by an empty one."""
        holder = _record(value)
        entries = value if holder is None else holder.get("values")
        if not isinstance(entries, list):
            return GONE
        scrubbed: List[Dict[str, Any]] = []
        for entry in entries:
            known = _record(entry)
            scrubbed.append({} if known is None else scrub(known))
        return scrubbed if holder is None else {**holder, "values": scrubbed}


# The name of a route or a task comes from the code; only what the SDK took from a URL, or does not say, may hold a value.
_NAMED_BY_CODE = ("route", "component", "task", "view")
_REQUEST_PARTS = {"data": "requestBodies", "cookies": "cookies", "query_string": "queryStrings"}


def _record(value: Any) -> Optional[Mapping[str, Any]]:
    return value if isinstance(value, Mapping) else None


def _text(value: Any) -> Optional[str]:
    return value if isinstance(value, str) else None


def _replace(target: Dict[str, Any], key: str, change: Callable[[Any], Any]) -> None:
    if key not in target:
        return
    changed = change(target[key])
    if changed is GONE:
        del target[key]
    else:
        target[key] = changed
