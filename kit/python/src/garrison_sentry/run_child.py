"""
What the children of a program that is run by the kit import first, where ``multiprocessing`` starts them afresh: the reloader and the
workers of uvicorn. Imported by its name, as the main module of the parent.
"""

from .init_sentry import init_sentry
from .kit_state import STATE

if __name__ == "__mp_main__":
    STATE.preloaded = True
    init_sentry()
