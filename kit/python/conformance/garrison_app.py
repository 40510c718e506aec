"""A FastAPI service that answers one request with an error, and ends."""

import threading
import urllib.error
import urllib.request

import uvicorn
from fastapi import FastAPI

app = FastAPI()


@app.get("/prices/{sku}")
def price(sku: str) -> None:
    raise RuntimeError("no price with password=hunter2")


config = uvicorn.Config(app, port=0, log_level="error")
server = uvicorn.Server(config)


def ask() -> None:
    while not server.started:
        pass
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/prices/7?token=abc", timeout=30)
    except urllib.error.HTTPError as error:
        print("answered", error.code)
    server.should_exit = True


threading.Thread(target=ask, daemon=True).start()
server.run()
