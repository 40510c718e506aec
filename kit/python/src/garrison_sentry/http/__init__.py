"""HTTP: errors by the final status of the answer, correlation ids, health routes."""

from .answers import sentry_error_handlers
from .asgi import sentry_asgi
from .health import health_routes
from .wsgi import sentry_wsgi

__all__ = ["health_routes", "sentry_asgi", "sentry_error_handlers", "sentry_wsgi"]
