"""A service as it should be: traced routes, probes, tenants, an upstream of its own and one of a third party."""

import asyncio
import urllib.request
from typing import Any, Dict

import sentry_sdk
from fastapi import FastAPI

from garrison_sentry import sentry_error_handlers, sentry_lifespan

from .serve import serve_asgi

app = FastAPI(lifespan=sentry_lifespan)
sentry_error_handlers(app)
waiting = 0
together: Any = None


async def probe() -> str:
    return "ok"


for path in ("/health", "/healthz", "/ready", "/readiness", "/metrics"):
    app.get(path)(probe)
    app.get(path + "/")(probe)


@app.get("/healthcare/plans")
async def plans() -> Any:
    return []


@app.get("/tenants/{id}/orders")
async def orders(id: str, together_with: int) -> None:
    global waiting, together
    # Made here: before Python 3.10 it belongs to the event loop that runs when it is made.
    together = together or asyncio.Event()
    sentry_sdk.set_tag("tenant", id)
    sentry_sdk.set_user({"id": id})
    # Until all requests of the suite are in hand at once.
    waiting += 1
    if waiting == together_with:
        together.set()
    await together.wait()
    await asyncio.sleep(0.002)
    raise RuntimeError(f"no orders for {id}")


@app.get("/ledger")
def ledger() -> None:
    raise RuntimeError("the ledger is closed")


@app.get("/upstream")
def upstream(port: int) -> Dict[str, str]:
    for host, path in (("localhost", "own"), ("127.0.0.1", "foreign")):
        urllib.request.urlopen(f"http://{host}:{port}/{path}", timeout=10).read()
    return {}


serve_asgi(app)
