"""Serves an application on a free port, which it reports."""

from __future__ import annotations

import socket
import threading
from typing import Any, List

from ..run_app import report


def serve_asgi(app: Any) -> None:
    import uvicorn

    listener = _listen()
    report("port", listener.getsockname()[1])
    config = uvicorn.Config(app, log_level="error", lifespan="on" if hasattr(app, "router") else "off")
    uvicorn.Server(config).run(sockets=[listener])


def serve_wsgi(app: Any) -> None:
    """One thread per request, as the usual servers of WSGI have."""
    from socketserver import ThreadingMixIn
    from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

    class Handler(WSGIRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Nothing: the suite reads the output."""

    class Server(ThreadingMixIn, WSGIServer):
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    server.set_app(app)
    report("port", server.server_port)
    server.serve_forever(poll_interval=0.05)


def in_thread(app: Any) -> int:
    """Beside the program, which calls it; the port."""
    import uvicorn

    listener = _listen()
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    return int(listener.getsockname()[1])


_listeners: List[socket.socket] = []


def _listen() -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", 0))
    listener.listen(128)
    _listeners.append(listener)
    return listener
