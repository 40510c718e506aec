"""Answers with every kind of failure, on the framework that the environment names, with the kit's handlers in place."""

from __future__ import annotations

import importlib
import os

from .serve import serve_asgi, serve_wsgi

framework = os.environ["CONFORMANCE_FRAMEWORK"]
application = importlib.import_module(f"garrison_sentry.verify.apps.status_{framework}").app
(serve_asgi if framework in ("fastapi", "asgi") else serve_wsgi)(application)
