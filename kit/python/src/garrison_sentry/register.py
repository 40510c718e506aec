"""``import garrison_sentry.register`` as the first import of a service starts Sentry from the environment alone."""

from .init_sentry import init_sentry
from .kit_state import STATE

STATE.preloaded = True
init_sentry()
