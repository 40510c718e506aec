"""For code that wants one object for everything; each method is safe to call before ``init`` and without a DSN."""

from __future__ import annotations

import inspect
import threading
import time
from typing import Any, Callable, Dict, Mapping, Optional, TypeVar

import sentry_sdk

from .init_sentry import init_sentry
from .kit_state import count_drop, report_problem, safely
from .sdk import active_client, metrics_of
from .shutdown import flush, on_shutdown, shutdown
from .status import SentryStatus, sentry_status
from .with_span import track_operation

T = TypeVar("T")
Attributes = Mapping[str, Any]


def capture_error(
    error: BaseException,
    *,
    tags: Optional[Mapping[str, str]] = None,
    extra: Optional[Mapping[str, Any]] = None,
    level: Optional[str] = None,
) -> Optional[str]:
    """The event's id; None when nothing is running."""
    return safely(lambda: _capture(error, tags or {}, extra or {}, level))


def _capture(
    error: BaseException, tags: Mapping[str, str], extra: Mapping[str, Any], level: Optional[str]
) -> Optional[str]:
    if active_client() is None:
        return None
    with sentry_sdk.new_scope() as scope:
        for key, text in tags.items():
            scope.set_tag(key, text)
        for key, value in extra.items():
            scope.set_extra(key, value)
        if level is not None:
            scope.set_level(level)  # type: ignore[arg-type]
        return sentry_sdk.capture_exception(error)


class SentryService:
    """``SentryService.get_instance(service_name="orders")`` once, ``SentryService.get_instance()`` elsewhere."""

    _instance: Optional["SentryService"] = None
    _lock = threading.Lock()

    def __init__(self, config: Mapping[str, Any]) -> None:
        self._config = dict(config)

    @classmethod
    def get_instance(cls, **config: Any) -> "SentryService":
        """The first call gives the configuration (the arguments of ``init_sentry``); another one later is reported, and the first stays."""
        with cls._lock:
            known = cls._instance
            if known is None:
                known = cls._instance = cls(config)
        if config and config != known._config:
            report_problem(
                "second-instance",
                f"SentryService.get_instance was called with another configuration ({config.get('service_name')}); "
                f"the first one ({known._config.get('service_name')}) stays.",
                "Give the configuration once, and call get_instance() without it elsewhere.",
            )
        return known

    def init(self) -> SentryStatus:
        """Idempotent."""
        return init_sentry(**self._config)

    def capture_error(self, error: BaseException, **details: Any) -> Optional[str]:
        return capture_error(error, **details)

    def track_operation(self, name: str, fn: Callable[[Any], T], attributes: Optional[Attributes] = None) -> T:
        """A span around ``fn``; its error is passed on and captured by whoever handles it."""
        return track_operation(name, fn, attributes)

    def count(self, name: str, value: float = 1, attributes: Optional[Attributes] = None) -> None:
        """Metrics need sentry-sdk 2.44; on older ones they are counted as dropped (``metrics_unsupported``)."""
        self._metric("count", name, value, {"attributes": attributes})

    def gauge(
        self, name: str, value: float, *, unit: Optional[str] = None, attributes: Optional[Attributes] = None
    ) -> None:
        self._metric("gauge", name, value, {"unit": unit, "attributes": attributes})

    def distribution(
        self, name: str, value: float, *, unit: Optional[str] = None, attributes: Optional[Attributes] = None
    ) -> None:
        self._metric("distribution", name, value, {"unit": unit, "attributes": attributes})

    def timing(self, name: str, fn: Callable[[], T], attributes: Optional[Attributes] = None) -> T:
        """Runs ``fn`` and records how long it took, in milliseconds, also when it fails."""
        started = time.perf_counter()

        def done() -> None:
            milliseconds = (time.perf_counter() - started) * 1000
            self.distribution(name, milliseconds, unit="millisecond", attributes=attributes)

        async def waited(work: Any) -> Any:
            try:
                return await work
            finally:
                done()

        try:
            result = fn()
        except BaseException:
            done()
            raise
        if inspect.isawaitable(result):
            return waited(result)  # type: ignore[return-value]
        done()
        return result

    def flush(self, timeout: Optional[float] = None) -> bool:
        """Whether everything was sent within the time, in seconds. Default: the policy's ``shutdownTimeout``."""
        return flush(timeout)

    def shutdown(self, timeout: Optional[float] = None) -> None:
        """The service's own steps, then what is left. The end of the process does it by itself."""
        shutdown(timeout)

    def on_shutdown(self, step: Callable[[], Any]) -> None:
        """Something of the service's own to be finished before the last events are sent."""
        on_shutdown(step)

    def status(self) -> SentryStatus:
        return sentry_status()

    @staticmethod
    def _metric(kind: str, name: str, value: float, options: Mapping[str, Any]) -> None:
        if active_client() is None:
            return
        metrics = metrics_of(sentry_sdk)
        if metrics is None:
            count_drop("metrics_unsupported")
            return
        given: Dict[str, Any] = {key: option for key, option in options.items() if option is not None}
        safely(lambda: getattr(metrics, kind)(name, value, **given))
