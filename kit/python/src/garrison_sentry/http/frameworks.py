"""
Puts the kit around the applications of the frameworks that are installed. Before the SDK starts: its integrations then wrap what is
here, so that the kit runs within their spans and scopes.
"""

from __future__ import annotations

import functools
import importlib
import inspect
from typing import Any, Callable, Dict, List

from ..kit_state import safely
from ..scrub.python_payload import canonical_route
from . import asgi, wsgi
from .exchange import CURRENT, remember_error

_patched: List[str] = []


def wrap_frameworks() -> None:
    for module, wrap in _WRAPS.items():
        if module in _patched:
            continue
        try:
            importlib.import_module(module)
        except Exception:
            continue  # Not installed, or unable to load: then nothing runs on it.
        _patched.append(module)
        safely(wrap)


def _wrap_starlette() -> None:
    from starlette.applications import Starlette

    try:
        from starlette.middleware.exceptions import ExceptionMiddleware
    except ImportError:  # Starlette before 0.20
        from starlette.exceptions import ExceptionMiddleware  # type: ignore[no-redef, attr-defined]
    _wrap_asgi_call(Starlette)
    original = ExceptionMiddleware.__init__

    @functools.wraps(original)
    def remembering(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        for handlers in (self._exception_handlers, self._status_handlers):
            for key, handler in list(handlers.items()):
                handlers[key] = _remembering(handler)

    ExceptionMiddleware.__init__ = remembering  # type: ignore[method-assign]


def _remembering(handler: Callable[..., Any]) -> Callable[..., Any]:
    """A handler of errors that notes what it is given: its answer may be a 5xx all the same."""
    if inspect.iscoroutinefunction(handler) or inspect.iscoroutinefunction(getattr(handler, "__call__", None)):

        @functools.wraps(handler)
        async def handle_async(request: Any, error: Exception) -> Any:
            remember_error(error)
            return await handler(request, error)

        return handle_async

    @functools.wraps(handler)
    def handle(request: Any, error: Exception) -> Any:
        remember_error(error)
        return handler(request, error)

    return handle


def _wrap_flask() -> None:
    from flask import Flask
    from flask import request as flask_request

    _wrap_wsgi_call(Flask)
    for name in ("handle_user_exception", "handle_exception"):
        original = getattr(Flask, name)

        def handle(self: Any, error: Exception, _original: Callable[..., Any] = original) -> Any:
            remember_error(error)
            return _original(self, error)

        setattr(Flask, name, functools.wraps(original)(handle))
    dispatch = Flask.full_dispatch_request

    @functools.wraps(dispatch)
    def full_dispatch_request(self: Any, *args: Any) -> Any:
        safely(lambda: _name_route(getattr(flask_request.url_rule, "rule", None)))
        return dispatch(self, *args)

    Flask.full_dispatch_request = full_dispatch_request  # type: ignore[method-assign]


def _wrap_django() -> None:
    from django.core import signals
    from django.core.handlers.asgi import ASGIHandler
    from django.core.handlers.base import BaseHandler
    from django.core.handlers.wsgi import WSGIHandler

    _wrap_wsgi_call(WSGIHandler)
    _wrap_asgi_call(ASGIHandler)

    def remember_signal(sender: Any, **details: Any) -> None:
        import sys

        error = sys.exc_info()[1]
        if error is not None:
            remember_error(error)

    signals.got_request_exception.connect(remember_signal, weak=False, dispatch_uid="garrison")
    original = BaseHandler.resolve_request

    @functools.wraps(original)
    def resolve_request(self: Any, request: Any) -> Any:
        match = original(self, request)
        safely(lambda: _name_route("/" + match.route))
        return match

    BaseHandler.resolve_request = resolve_request


def _name_route(pattern: Any) -> None:
    exchange = CURRENT.get()
    if exchange is not None and isinstance(pattern, str):
        exchange.route = canonical_route(pattern)


def _wrap_asgi_call(owner: Any) -> None:
    original = owner.__call__

    @functools.wraps(original)
    async def call(self: Any, scope: asgi.Scope, receive: asgi.Receive, send: asgi.Send) -> None:
        # As `KitAsgi`, in one coroutine less.
        exchange = asgi.open_exchange(scope)
        if exchange is None:
            await original(self, scope, receive, send)
            return
        try:
            await original(self, scope, receive, asgi.observed_send(exchange, send))
        except Exception as error:
            exchange.failed(error)
            raise
        finally:
            asgi.close_exchange(exchange, scope)

    owner.__call__ = call


def _wrap_wsgi_call(owner: Any) -> None:
    original = owner.__call__

    @functools.wraps(original)
    def call(self: Any, environ: wsgi.Environ, start_response: wsgi.StartResponse) -> Any:
        return wsgi.KitWsgi(functools.partial(original, self))(environ, start_response)

    owner.__call__ = call


_WRAPS: Dict[str, Callable[[], None]] = {
    "starlette": _wrap_starlette,
    "flask": _wrap_flask,
    "django.core.handlers.wsgi": _wrap_django,
}
