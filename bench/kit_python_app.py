"""The measured service: one middleware and one JSON route. With the SDK alone it has what a team writes by hand; with the kit, its start."""

import os
import resource
import sys
import threading

variant, rate = os.environ["VARIANT"], os.environ.get("RATE", "")
if variant == "plain":
    import sentry_sdk

    sentry_sdk.init(dsn=os.environ["DSN"], **({"traces_sample_rate": float(rate)} if rate else {}))
if variant == "kit":
    from garrison_sentry import init_sentry

    init_sentry("bench", dsn=os.environ["DSN"])

import uvicorn  # noqa: E402
from fastapi import FastAPI, Request  # noqa: E402

app = FastAPI()


@app.middleware("http")
async def nothing(request: Request, call_next):  # noqa: ANN001, ANN201
    return await call_next(request)


@app.get("/items/{id}")
async def item(id: str):  # noqa: ANN201
    return {"id": id}


def answer_parent(server: uvicorn.Server) -> None:
    """A line asks for the CPU time of all threads since the start, in microseconds; the end of the input ends the service."""
    for _ in sys.stdin:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        print(round((usage.ru_utime + usage.ru_stime) * 1_000_000), flush=True)
    server.should_exit = True


class Announcing(uvicorn.Server):
    async def startup(self, *arguments, **options):  # noqa: ANN002, ANN003, ANN201
        await super().startup(*arguments, **options)
        print(self.servers[0].sockets[0].getsockname()[1], flush=True)


server = Announcing(uvicorn.Config(app, port=0, log_level="critical", timeout_keep_alive=600))
threading.Thread(target=answer_parent, args=(server,), daemon=True).start()
server.run()
