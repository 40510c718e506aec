"""ASGI applications: what the kit does around one, within the span and the scopes of the SDK."""

from __future__ import annotations

from typing import Any, Awaitable, Callable, Dict, Iterable, Mapping, MutableMapping, Optional, Tuple

from ..kit_state import STATE, safely
from ..scrub.python_payload import canonical_route
from .correlation import CORRELATION_HEADER, correlation_id
from .exchange import CURRENT, Exchange

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

EXCHANGE_KEY = "garrison.exchange"
_HEADER = CORRELATION_HEADER.encode()
_HEADER_LENGTH = len(_HEADER)


class KitAsgi:
    """Gives every request a correlation id and reports its error on the final status."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = open_exchange(scope)
        if exchange is None:
            await self._app(scope, receive, send)
            return
        try:
            await self._app(scope, receive, observed_send(exchange, send))
        except Exception as error:
            exchange.failed(error)
            raise
        finally:
            close_exchange(exchange, scope)


def open_exchange(scope: Scope) -> Optional[Exchange]:
    """None: not a request, or one that an outer application has opened."""
    if scope.get("type") != "http" or EXCHANGE_KEY in scope or STATE.running is None:
        return None
    exchange = Exchange(str(scope.get("method", "")), correlation_id(_header_of(scope.get("headers") or ())))
    scope[EXCHANGE_KEY] = exchange
    CURRENT.set(exchange)
    return exchange


def close_exchange(exchange: Exchange, scope: Scope) -> None:
    exchange.route = safely(lambda: _route_of(scope)) or exchange.route
    exchange.finish()


def observed_send(exchange: Exchange, send: Send) -> Send:
    """Not a coroutine function of its own: each level of them costs at every step of the request."""

    def observe(message: Message) -> Awaitable[None]:
        kind = message.get("type")
        if kind == "http.response.start":
            safely(lambda: _observe(exchange, message))
        elif kind == "http.response.body" and not message.get("more_body"):
            exchange.answered = True
        return send(message)

    return observe


def _observe(exchange: Exchange, message: Message) -> None:
    exchange.status = int(message.get("status", 200))
    headers = message.get("headers") or ()
    if _header_of(headers) is None:
        message["headers"] = [*headers, (_HEADER, exchange.correlation_id.encode())]


def _header_of(headers: Iterable[Tuple[bytes, bytes]]) -> Optional[str]:
    for name, value in headers:
        # Most names are told apart by their length alone.
        if len(name) == _HEADER_LENGTH and name.lower() == _HEADER:
            return value.decode("latin-1")
    return None


def _route_of(scope: Mapping[str, Any]) -> Optional[str]:
    """Known once a route matched, so asked at the end. FastAPI keeps the whole path of an included router beside the route's own."""
    context = _entry(scope.get("fastapi"), "effective_route_context")
    path = getattr(context, "path", None) or getattr(scope.get("route"), "path", None)
    return canonical_route(path) if isinstance(path, str) else None


def _entry(holder: Any, key: str) -> Any:
    known: Dict[str, Any] = holder if isinstance(holder, dict) else {}
    return known.get(key)


def sentry_asgi(app: Application) -> Application:
    """For an ASGI application without a framework that the SDK knows: traced, isolated per request, errors on the final status."""
    from sentry_sdk.integrations.asgi import SentryAsgiMiddleware

    # Bound to its own name: where Starlette is installed, the SDK takes a middleware of the type `asgi` for a mistake.
    traced: Application = SentryAsgiMiddleware(KitAsgi(app), transaction_style="url", mechanism_type="kit")
    return traced
