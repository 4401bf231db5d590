"""Short-lived links to single files: the only way a file of ours is seen from outside.

    /files/<token>    a file on its way out, fetched by the provider that carries it
    /photos/<token>   a photo of a case for one member of staff; every opening is on record

A link names one object and whom it was made for, is signed, and ends after ten minutes by the
house's own clock. Whom a file is for stands in it as a keyed hash, because addresses end up in
logs; a member of staff as their number.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, Response, abort, request
from itsdangerous import BadSignature, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

LIFETIME = timedelta(minutes=10)
_SHOWN = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "video/mp4": "mp4",
}
_PLAIN = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
"""What a browser may show; anything else is only downloaded."""


@dataclass(frozen=True, slots=True)
class FileGrant:
    """What a link allows."""

    key: str
    """The file's name in the store."""
    mime: str
    viewer: str
    """Keyed hash of whom the link was made for."""


@dataclass(frozen=True, slots=True)
class PhotoGrant:
    """What a link to a photo of a case allows."""

    document_id: int
    staff_id: int
    given_at: datetime


class FileLinks:
    """Makes and reads links."""

    def __init__(self, secret: bytes, public_url: str, clock: Callable[[], datetime]) -> None:
        """`secret` is derived for this purpose alone."""
        self._secret = secret
        self._public = public_url.partition("#")[0].rstrip("/")
        self._files = _serializer(secret, "sambung.files", clock)
        self._photos = _serializer(secret, "sambung.photos", clock)

    def link(self, key: str, mime: str, viewer: str) -> str:
        """A public address of that file for that viewer, from now on for ten minutes."""
        seen_by = hmac.new(self._secret, viewer.encode(), hashlib.sha256).hexdigest()[:16]
        return f"{self._public}/files/{self._files.dumps([key, mime, seen_by])}"

    def photo(self, document_id: int, staff_id: int) -> str:
        """A public address of that photo for that member of staff, for ten minutes."""
        return f"{self._public}/photos/{self._photos.dumps([document_id, staff_id])}"

    def read_photo(self, token: str) -> PhotoGrant:
        """What the link allows. Raises BadSignature; SignatureExpired when it ended."""
        seconds = int(LIFETIME.total_seconds())
        (document, staff), given_at = self._photos.loads(token, seconds, return_timestamp=True)
        return PhotoGrant(document, staff, given_at)

    def read(self, token: str) -> FileGrant:
        """What the link allows. Raises BadSignature; SignatureExpired when it ended."""
        key, mime, viewer = self._files.loads(token, int(LIFETIME.total_seconds()))
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


def photo_routes(
    links: FileLinks, open_photo: Callable[[PhotoGrant], tuple[bytes, str] | None]
) -> Blueprint:
    """`GET /photos/<token>`. `open_photo` notes the opening and gives content and type; nothing
    when that person may not see it now."""
    routes = Blueprint("photos", __name__)

    @routes.get("/photos/<token>")
    def photo(token: str) -> Response:
        if request.method != "GET":  # a look at the headers alone is no opening
            abort(405)
        try:
            found = open_photo(links.read_photo(token))
        except SignatureExpired:
            return Response("Tautan ini sudah tidak berlaku. Tekan Rincian lagi.", 410, _PLAIN)
        except BadSignature:
            abort(404)
        if found is None:
            return Response("Foto ini tidak bisa dibuka. Tekan Rincian lagi.", 403, _PLAIN)
        content, mime = found
        # A browser would run a PDF's reader in the sandbox, and show nothing.
        return _shown(content, mime, as_download=mime == "application/pdf")

    return routes


def _shown(content: bytes, mime: str, *, as_download: bool = False) -> Response:
    ending = _SHOWN.get(mime)
    how = "attachment" if as_download or not ending else "inline"
    if ending:
        how += f'; filename="sambung.{ending}"'
    kind = mime if ending else "application/octet-stream"
    response = Response(content, headers={"Content-Disposition": how})
    response.content_type = kind
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _serializer(secret: bytes, salt: str, clock: Callable[[], datetime]) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        secret,
        salt=salt,
        signer=_signer_with(clock),
        signer_kwargs={"digest_method": hashlib.sha256},
    )


def _signer_with(clock: Callable[[], datetime]) -> type[TimestampSigner]:
    """A signer that tells the time by our clock."""

    class ClockedSigner(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(clock().timestamp())

    return ClockedSigner
