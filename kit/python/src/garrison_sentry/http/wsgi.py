"""WSGI applications: what the kit does around one, within the span and the scopes of the SDK."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Tuple

import sentry_sdk

from ..kit_state import STATE, safely
from .correlation import CORRELATION_HEADER, correlation_id
from .exchange import CURRENT, Exchange

Environ = Dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

EXCHANGE_KEY = "garrison.exchange"


class KitWsgi:
    """Gives every request a correlation id and reports its error on the final status."""

    def __init__(self, app: Application) -> None:
        self._app = app

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if EXCHANGE_KEY in environ or STATE.running is None:
            return self._app(environ, start_response)
        exchange = Exchange(
            str(environ.get("REQUEST_METHOD", "")), correlation_id(environ.get("HTTP_X_REQUEST_ID"))
        )
        environ[EXCHANGE_KEY] = exchange
        CURRENT.set(exchange)

        def observed_start(status: str, headers: List[Tuple[str, str]], exc_info: Any = None) -> Any:
            safely(lambda: _observe(exchange, status, headers))
            return start_response(status, headers) if exc_info is None else start_response(status, headers, exc_info)

        try:
            body = self._app(environ, observed_start)
        except Exception as error:
            exchange.failed(error)
            exchange.finish()
            raise
        return _Body(body, exchange)


class _Body:
    """The answer as it is sent: it is over when the server closes it."""

    def __init__(self, body: Iterable[bytes], exchange: Exchange) -> None:
        self._body = body
        self._exchange = exchange
        self._chunks: Optional[Iterator[bytes]] = None

    def __iter__(self) -> Iterator[bytes]:
        self._chunks = iter(self._body)
        return self

    def __next__(self) -> bytes:
        if self._chunks is None:
            self._chunks = iter(self._body)
        try:
            return next(self._chunks)
        except StopIteration:
            self._exchange.answered = True
            raise
        except Exception as error:
            self._exchange.failed(error)
            raise

    def close(self) -> None:
        try:
            close = getattr(self._body, "close", None)
            if close is not None:
                close()
        except Exception as error:
            self._exchange.failed(error)
            raise
        finally:
            self._exchange.finish()


def _observe(exchange: Exchange, status: str, headers: List[Tuple[str, str]]) -> None:
    exchange.status = int(status.split(" ", 1)[0])
    if not any(name.lower() == CORRELATION_HEADER for name, _ in headers):
        headers.append((CORRELATION_HEADER, exchange.correlation_id))


def sentry_wsgi(app: Application) -> Application:
    """For a WSGI application without a framework that the SDK knows: traced, isolated per request, errors on the final status."""
    from sentry_sdk.integrations.wsgi import SentryWsgiMiddleware

    kit = KitWsgi(app)

    def named(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        # The SDK calls all of them "generic WSGI request".
        path = f"{environ.get('SCRIPT_NAME', '')}{environ.get('PATH_INFO', '')}"
        safely(lambda: sentry_sdk.get_current_scope().set_transaction_name(path, source="url"))
        return kit(environ, start_response)

    traced: Application = SentryWsgiMiddleware(named)
    return traced
