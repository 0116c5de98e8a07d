"""Headers of static files. The settings import this module, so it imports nothing of Django."""

from typing import Any

KIT = "python-kit/"
# The worker that runs a learner's Python has a policy of its own: WebAssembly is compiled there, and nowhere else.
WORKER = "lessons/python/worker"
WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"


def add_headers(headers: Any, path: str, url: str) -> None:
    """Called for each static file when the server starts."""
    if f"/{KIT}" in url:
        headers["Cache-Control"] = "max-age=315360000, public, immutable"
    if f"/{WORKER}" in url:
        headers["Content-Security-Policy"] = WORKER_POLICY
