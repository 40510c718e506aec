"""The functions that the SDK calls before it sends something."""

from __future__ import annotations

from typing import Any, Callable, Dict, Mapping, Optional

from .http.exchange import take_over
from .kit_state import count_drop, report_problem
from .policy import Document, Policy
from .policy.noise import NoiseFilter
from .scrub import PayloadScrubber
from .scrub.minimal import MinimalPayloads
from .scrub.python_payload import reduce_breadcrumb, reduce_event
from .scrub.self_test import self_test

Payload = Dict[str, Any]
Hint = Mapping[str, Any]
Hook = Callable[[Payload, Hint], Optional[Payload]]


class Hooks:
    """Each drops, scrubs, or reduces to the minimum; none throws."""

    def __init__(self, document: Document, policy: Policy, identity: Mapping[str, str]) -> None:
        self._policy = policy
        self._identity = identity
        self._scrubber = PayloadScrubber(document, policy)
        self._minimal = MinimalPayloads(document)
        self._noise = NoiseFilter(policy["noise"]["python"])
        failures = self_test(self._scrubber, policy)
        self._trusted = not failures
        for failure in failures:
            report_problem(
                "scrubber",
                f"the scrubber failed its self-test ({failure}).",
                "Only minimal events are sent until it is fixed.",
            )

    def before_send(self, event: Payload, hint: Hint) -> Optional[Payload]:
        if event.get("type") == "check_in":
            return event
        if take_over(event, hint):
            return None
        return self._dropped("noise") if self._noise.is_noise_error(event) else self._event(event)

    def before_send_transaction(self, event: Payload, _hint: Hint) -> Optional[Payload]:
        name = event.get("transaction")
        if isinstance(name, str) and self._noise.is_noise_transaction(name):
            return self._dropped("noise")
        return self._event(event)

    def before_breadcrumb(self, breadcrumb: Payload, _hint: Hint) -> Optional[Payload]:
        """The event that carries it is scrubbed as a whole; here only what must not even be kept."""
        return self._guarded(reduce_breadcrumb, self._minimal.breadcrumb, breadcrumb)

    def before_send_log(self, log: Payload, _hint: Hint) -> Payload:
        return self._identified(self._guarded(self._scrubber.log, self._minimal.log, log))

    def before_send_metric(self, metric: Payload, _hint: Hint) -> Payload:
        return self._identified(self._guarded(self._scrubber.metric, self._minimal.metric, metric))

    def _event(self, event: Payload) -> Payload:
        return self._guarded(
            lambda one: self._scrubber.event(reduce_event(one, self._policy)), self._minimal.event, event
        )

    def _guarded(self, scrub: Callable[[Any], Any], minimal: Callable[[Any], Any], value: Payload) -> Payload:
        if not self._trusted:
            count_drop("scrubber_self_test")
            return dict(minimal(value))
        try:
            return dict(scrub(value))
        except Exception:
            count_drop("scrubber_failed")
            return dict(minimal(value))

    def _identified(self, value: Payload) -> Payload:
        """The scope's tags reach neither logs nor metrics."""
        attributes = value.get("attributes")
        return {**value, "attributes": {**self._identity, **(attributes if isinstance(attributes, Mapping) else {})}}

    @staticmethod
    def _dropped(reason: str) -> None:
        count_drop(reason)
