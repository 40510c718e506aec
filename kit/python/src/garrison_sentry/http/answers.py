"""What a client may read of an error: never the message of a server error, always the correlation id."""

from __future__ import annotations

from typing import Any, Callable, Dict, Optional

from ..kit_state import safely
from .correlation import correlation_id
from .exchange import CURRENT

StatusOf = Callable[[BaseException], Optional[int]]
PublicMessage = Callable[[BaseException, int], Optional[str]]

_SERVER_ERROR_TEXT = "Internal server error"
_CLIENT_ERROR_TEXTS = {
    400: "Bad request",
    401: "Unauthorized",
    402: "Payment required",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    409: "Conflict",
    410: "Gone",
    412: "Precondition failed",
    413: "Payload too large",
    415: "Unsupported media type",
    422: "Unprocessable content",
    423: "Locked",
    429: "Too many requests",
}


class ErrorAnswers:
    """Turns an error into a status and a body; what a service says of its own errors comes first."""

    def __init__(self, status_of: Optional[StatusOf], public_message: Optional[PublicMessage]) -> None:
        self._status_of = status_of
        self._public_message = public_message

    def status(self, error: BaseException) -> int:
        """400 to 599, whatever the error says: an answer with the status ``'abc'`` would be an error of its own."""
        own = self._status_of
        candidates = [
            safely(lambda: own(error)) if own is not None else None,
            getattr(error, "status_code", None),
            getattr(error, "code", None),
        ]
        for status in candidates:
            if isinstance(status, int) and not isinstance(status, bool) and 400 <= status <= 599:
                return status
        return 500

    def body(self, error: BaseException, status: int) -> Dict[str, str]:
        exchange = CURRENT.get()
        identity = correlation_id(None) if exchange is None else exchange.correlation_id
        return {"error": self._message(error, status), "correlationId": identity}

    def _message(self, error: BaseException, status: int) -> str:
        own = self._public_message
        chosen = safely(lambda: own(error, status)) if own is not None else None
        chosen = chosen or getattr(error, "public_message", None)
        if isinstance(chosen, str):
            return chosen
        return _SERVER_ERROR_TEXT if status >= 500 else _CLIENT_ERROR_TEXTS.get(status, "The request could not be served")


def sentry_error_handlers(
    app: Any, *, status_of: Optional[StatusOf] = None, public_message: Optional[PublicMessage] = None
) -> None:
    """
    For FastAPI, Starlette and Flask: errors are answered with ``{error, correlationId}``. ``status_of`` maps domain errors
    (``OrderLocked`` → 409); handlers that the service registers for its own errors stay in force. An ``HTTPException`` below 500 is
    left to the framework, whose text the service chose.
    """
    answers = ErrorAnswers(status_of, public_message)
    if hasattr(app, "register_error_handler"):
        _handle_flask(app, answers)
    elif hasattr(app, "add_exception_handler"):
        _handle_starlette(app, answers)
    else:
        raise TypeError(f"sentry_error_handlers knows FastAPI, Starlette and Flask, not {type(app).__name__}")


def _handle_starlette(app: Any, answers: ErrorAnswers) -> None:
    from starlette.exceptions import HTTPException
    from starlette.responses import JSONResponse

    framework = app.exception_handlers.get(HTTPException) or _default_http_answer

    async def answer(_request: Any, error: Exception) -> Any:
        status = answers.status(error)
        return JSONResponse(answers.body(error, status), status_code=status)

    async def answer_http(request: Any, error: Any) -> Any:
        if error.status_code >= 500:
            status = error.status_code
            return JSONResponse(answers.body(error, status), status_code=status, headers=error.headers)
        return await framework(request, error)

    app.add_exception_handler(Exception, answer)
    app.add_exception_handler(HTTPException, answer_http)


async def _default_http_answer(_request: Any, error: Any) -> Any:
    from starlette.responses import PlainTextResponse, Response

    headers = getattr(error, "headers", None)
    if error.status_code in (204, 304):
        return Response(status_code=error.status_code, headers=headers)
    return PlainTextResponse(error.detail, status_code=error.status_code, headers=headers)


def _handle_flask(app: Any, answers: ErrorAnswers) -> None:
    from flask import jsonify
    from werkzeug.exceptions import HTTPException

    def answer(error: Exception) -> Any:
        if isinstance(error, HTTPException) and (error.code or 500) < 500:
            return error
        status = answers.status(error)
        return jsonify(answers.body(error, status)), status

    app.register_error_handler(Exception, answer)
