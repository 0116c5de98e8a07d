"""Page bodies, made once a content version and kept in memory in the encodings that browsers accept."""

import gzip
import hashlib
from collections.abc import Hashable
from dataclasses import dataclass

import brotli  # type: ignore[import-untyped]
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

# The browser keeps the page and asks each time whether it is still this one: a new release is seen at once.
CACHE_CONTROL = "public, no-cache"


@dataclass(frozen=True)
class Body:
    """One page in each encoding. `digest` names its content in the ETag."""

    plain: bytes
    gzip: bytes
    br: bytes
    digest: str


def encoded(html: str) -> Body:
    plain = html.encode()
    return Body(
        plain=plain,
        gzip=gzip.compress(plain, compresslevel=9, mtime=0),
        br=brotli.compress(plain, mode=brotli.MODE_TEXT, quality=10),
        digest=hashlib.sha256(plain).hexdigest()[:20],
    )


def accepted(header: str) -> str:
    """`br`, `gzip` or the empty string, for an Accept-Encoding header. A quality of 0 is a refusal."""
    offered: dict[str, bool] = {}
    for part in header.lower().split(","):
        name, _, parameter = part.partition(";")
        quality = parameter.replace(" ", "").removeprefix("q=")
        offered[name.strip()] = quality.strip("0.") != "" or not parameter.strip()
    return next((name for name in ("br", "gzip") if offered.get(name, offered.get("*", False))), "")


def matches(header: str, digest: str) -> bool:
    """Whether If-None-Match names this content, in whatever encoding the browser has it."""
    tags = (tag.strip().removeprefix("W/").strip('"') for tag in header.split(","))
    return any(tag == "*" or tag.partition("-")[0] == digest for tag in tags)


def response(request: HttpRequest, body: Body, content_type: str | None = None) -> HttpResponse:
    """The body as the browser can take it, or 304; HTML where no other type is given."""
    encoding = accepted(request.headers.get("Accept-Encoding", ""))
    headers = {
        "ETag": f'"{body.digest}-{encoding or "plain"}"',
        "Cache-Control": CACHE_CONTROL,
        "Vary": "Accept-Encoding",
    }
    if matches(request.headers.get("If-None-Match", ""), body.digest):
        return HttpResponseNotModified(headers=headers)
    if encoding:
        headers["Content-Encoding"] = encoding
    plain = {"br": body.br, "gzip": body.gzip}.get(encoding, body.plain)
    return HttpResponse(plain, content_type=content_type, headers=headers)


class Store:
    """Bodies of one content version; those of an older version go when the first of a newer one comes."""

    def __init__(self) -> None:
        self._version = ""
        self._bodies: dict[Hashable, Body] = {}

    def get(self, version: str, key: Hashable) -> Body | None:
        return self._bodies.get(key) if version == self._version else None

    def put(self, version: str, key: Hashable, body: Body) -> None:
        if version != self._version:
            self._version, self._bodies = version, {}
        self._bodies[key] = body
