"""A real HTTP server on loopback that stands where Sentry's ingest would, and keeps what it is sent."""

from __future__ import annotations

import gzip
import json
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Tuple

_KEY = "c0ffee00c0ffee00c0ffee00c0ffee00"


class Item(NamedTuple):
    type: str
    payload: Any


class CaptureServer:
    """``with CaptureServer() as capture``; every request of a client is kept before it is answered."""

    def __init__(self) -> None:
        self.bodies: List[bytes] = []
        # Headers of requests to other paths, by path: what a service calls beside the ingest.
        self.calls: Dict[str, Dict[str, str]] = {}
        self._answer: Tuple[int, Mapping[str, str]] = (200, {})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True

    def __enter__(self) -> "CaptureServer":
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    @property
    def dsn(self) -> str:
        return f"http://{_KEY}@127.0.0.1:{self.port}/1"

    def answer_with(self, status: int, headers: Mapping[str, str]) -> None:
        """What the next requests are answered."""
        self._answer = (status, headers)

    def wire(self) -> str:
        """All that was received, as text: what a search for a leaked secret has to look at."""
        return "\n".join(body.decode("utf-8", "replace") for body in self.bodies)

    def items(self, kind: Optional[str] = None) -> List[Item]:
        found = [item for body in self.bodies for item in _read_items(body)]
        return [item for item in found if kind is None or item.type == kind]

    def _handler(capture) -> type:  # noqa: N805 (`self` is the request below)
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: Any) -> None:
                """Nothing: what the suite prints is the report."""

            def do_GET(self) -> None:
                capture.calls[self.path] = {name.lower(): value for name, value in self.headers.items()}
                self._answer()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                capture.bodies.append(_decode(body, self.headers.get("content-encoding")))
                self._answer()

            def _answer(self) -> None:
                status, headers = capture._answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

        return Handler


def _decode(body: bytes, encoding: Optional[str]) -> bytes:
    if encoding == "gzip":
        return gzip.decompress(body)
    if encoding == "deflate":
        return zlib.decompress(body)
    if encoding == "br":
        import brotli  # What the SDK compressed with is installed.

        return bytes(brotli.decompress(body))
    return body


def _read_items(body: bytes) -> List[Item]:
    """Sentry's envelope grammar: a header line, then per item a header line and a payload of ``length`` bytes or up to the newline."""
    items: List[Item] = []
    at = body.find(b"\n") + 1
    while 0 < at < len(body):
        if body[at : at + 1] == b"\n":
            at += 1
            continue
        end = body.find(b"\n", at)
        header: Mapping[str, Any] = json.loads(body[at : end if end != -1 else len(body)])
        start = end + 1 if end != -1 else len(body)
        length = header.get("length")
        stop = start + length if isinstance(length, int) else body.find(b"\n", start)
        stop = len(body) if stop == -1 else stop
        items.append(Item(str(header.get("type")), _json(body[start:stop])))
        at = stop + 1
    return items


def _json(payload: bytes) -> Any:
    try:
        return json.loads(payload)
    except ValueError:
        return None
