"""ASGI applications: what the kit does around one, within the span and the scopes of the SDK."""

from __future__ import annotations

from typing import Any, Awaitable, Callable, Dict, List, Mapping, MutableMapping, Optional, Tuple

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


class KitAsgi:
    """Gives every request a correlation id and reports its error on the final status."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("type") != "http" or EXCHANGE_KEY in scope or STATE.running is None:
            await self._app(scope, receive, send)
            return
        exchange = Exchange(str(scope.get("method", "")), correlation_id(_sent_id(scope)))
        scope[EXCHANGE_KEY] = exchange
        CURRENT.set(exchange)

        async def observed_send(message: Message) -> None:
            safely(lambda: _observe(exchange, message))
            await send(message)
            if message.get("type") == "http.response.body" and not message.get("more_body"):
                exchange.answered = True

        try:
            await self._app(scope, receive, observed_send)
        except Exception as error:
            exchange.failed(error)
            raise
        finally:
            exchange.route = safely(lambda: _route_of(scope)) or exchange.route
            exchange.finish()


def _observe(exchange: Exchange, message: Message) -> None:
    if message.get("type") != "http.response.start":
        return
    exchange.status = int(message.get("status", 200))
    headers: List[Tuple[bytes, bytes]] = list(message.get("headers") or ())
    if not any(name.lower() == _HEADER for name, _ in headers):
        message["headers"] = [*headers, (_HEADER, exchange.correlation_id.encode())]


def _sent_id(scope: Mapping[str, Any]) -> Optional[str]:
    for name, value in scope.get("headers") or ():
        if name.lower() == _HEADER:
            return str(value.decode("latin-1"))
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
