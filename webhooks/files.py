"""Short-lived links to single files: the only way a file of ours is seen from outside.

A link names one object and whom it was made for, is signed, and ends after ten minutes by the
house's own clock. The viewer stands in it as a keyed hash, because addresses end up in logs.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, Response, abort
from itsdangerous import BadSignature, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

LIFETIME = timedelta(minutes=10)
_SHOWN = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "application/pdf": "pdf",
}
"""What a browser may show; anything else is only downloaded."""


@dataclass(frozen=True, slots=True)
class FileGrant:
    """What a link allows."""

    key: str
    """The file's name in the store."""
    mime: str
    viewer: str
    """Keyed hash of whom the link was made for."""


class FileLinks:
    """Makes and reads links."""

    def __init__(self, secret: bytes, public_url: str, clock: Callable[[], datetime]) -> None:
        """`secret` is derived for this purpose alone."""
        self._secret = secret
        self._public = public_url.partition("#")[0].rstrip("/")
        self._serializer = URLSafeTimedSerializer(
            secret,
            salt="sambung.files",
            signer=_signer_with(clock),
            signer_kwargs={"digest_method": hashlib.sha256},
        )

    def link(self, key: str, mime: str, viewer: str) -> str:
        """A public address of that file for that viewer, from now on for ten minutes."""
        seen_by = hmac.new(self._secret, viewer.encode(), hashlib.sha256).hexdigest()[:16]
        return f"{self._public}/files/{self._serializer.dumps([key, mime, seen_by])}"

    def read(self, token: str) -> FileGrant:
        """What the link allows. Raises BadSignature; SignatureExpired when it ended."""
        key, mime, viewer = self._serializer.loads(token, int(LIFETIME.total_seconds()))
        return FileGrant(key, mime, viewer)


def file_routes(links: FileLinks, open_file: Callable[[FileGrant], bytes | None]) -> Blueprint:
    """`GET /files/<token>`. `open_file` returns nothing for a file that is no longer there."""
    routes = Blueprint("files", __name__)

    @routes.get("/files/<token>")
    def file(token: str) -> Response:
        try:
            grant = links.read(token)
        except SignatureExpired:
            return Response("Tautan ini sudah tidak berlaku.", 410, mimetype="text/plain")
        except BadSignature:
            abort(404)
        content = open_file(grant)
        if content is None:
            abort(404)
        return _shown(content, grant.mime)

    return routes


def _shown(content: bytes, mime: str) -> Response:
    ending = _SHOWN.get(mime)
    how = f'inline; filename="sambung.{ending}"' if ending else "attachment"
    kind = mime if ending else "application/octet-stream"
    response = Response(content, headers={"Content-Disposition": how})
    response.content_type = kind
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _signer_with(clock: Callable[[], datetime]) -> type[TimestampSigner]:
    """A signer that tells the time by our clock."""

    class ClockedSigner(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(clock().timestamp())

    return ClockedSigner
