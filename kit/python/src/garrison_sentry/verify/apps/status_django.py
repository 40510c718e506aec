"""Views of Django that fail, and a middleware that maps a domain error."""

from __future__ import annotations

from typing import Any, Callable, Dict

import sentry_sdk
from django.conf import settings

MODULE = "garrison_sentry.verify.apps.status_django"
if not settings.configured:
    settings.configure(
        SECRET_KEY="x", ROOT_URLCONF=MODULE, ALLOWED_HOSTS=["*"], MIDDLEWARE=[f"{MODULE}.DomainErrors"]
    )

import django  # noqa: E402

django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.http import HttpResponse, StreamingHttpResponse  # noqa: E402
from django.urls import path  # noqa: E402

from .status_cases import FAILURES, OrderLocked, partial  # noqa: E402


class DomainErrors:
    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self._get_response = get_response

    def __call__(self, request: Any) -> Any:
        return self._get_response(request)

    def process_exception(self, _request: Any, error: Exception) -> Any:
        return HttpResponse("locked", status=422) if isinstance(error, OrderLocked) else None


def view(answer: Callable[[], Any]) -> Callable[..., Any]:
    def handle(request: Any, id: str) -> Any:
        sentry_sdk.set_tag("tenant", request.headers["x-tenant"])
        return answer()

    return handle


VIEWS: Dict[str, Callable[[], Any]] = {
    **FAILURES,
    "sent": lambda: StreamingHttpResponse(partial()),
    "answered": lambda: HttpResponse("busy", status=503),
}
urlpatterns = [path(f"{name}/<str:id>", view(answer)) for name, answer in VIEWS.items()]
app = WSGIHandler()
