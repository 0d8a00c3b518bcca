"""A server of our own on a free port, in a process of its own: for browser tests, load tests and benchmarks."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
_PATIENCE = 120  # seconds; a start takes a few, a busy machine more


@dataclass(frozen=True)
class Server:
    url: str
    pid: int
    log: Path

    @property
    def stream(self):
        return self.url.replace("http", "ws", 1) + "/_stcore/stream"


@contextmanager
def running_server(home, log, app="dashboard:app"):
    """Start the dashboard on the given VK_HOME; stop it afterwards.

    Args:
        home: Folder with the warehouse.
        log: File that receives what the server says.
        app: What uvicorn serves, as ``module:name``, the way `make run` does; or a file for `streamlit run`.
    """
    port = _free_port()
    command = [sys.executable, "-m", *_starting(app, str(port))]
    environment = os.environ | {"VK_HOME": str(home), "VK_GEMEENTE": ""}
    with (
        log.open("w") as said,
        subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=said, stderr=said) as process,
    ):
        server = Server(f"http://127.0.0.1:{port}", process.pid, log)
        try:
            _wait_until_it_answers(server, process)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def _starting(app, port):
    if app.endswith(".py"):
        return ["streamlit", "run", app, "--server.port", port]
    return ["uvicorn", app, "--port", port, "--ws-per-message-deflate", "false"]


def _free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _wait_until_it_answers(server, process):
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(server.url + "/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{server.log.read_text()}")
