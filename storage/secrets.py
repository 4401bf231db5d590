"""Keys: sealing what is stored, blind indexes for what must be found again, keys for signing.

A secret (SAMBUNG_SECRET_KEYS, newest first) is never used itself; each purpose has its own
key, derived by HKDF-SHA256 (RFC 5869). A sealed value reads

    version (1) | key id (4) | nonce (12) | ciphertext and tag (AES-256-GCM)

and is bound to `where` it lives. To change secrets, put a new one in FRONT: new values are
sealed with it, old ones still open. The LAST secret must stay in the list for as long as
anything is looked up by a blind index, because the index key comes from it: that is what
keeps the index unchanged when a newer secret is added.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
KEY_ID, NONCE, TAG = 4, 12, 16
HEAD = len(VERSION) + KEY_ID
SHORTEST = 32
"""Characters a secret must have at least."""


class Unreadable(Exception):
    """A sealed value does not open: its key is gone, it was changed, or it lives elsewhere."""


def _stretch(secret: str, purpose: str, length: int = 32) -> bytes:
    return HKDF(SHA256(), length, salt=b"sambung", info=purpose.encode()).derive(secret.encode())


def _nonces() -> Iterator[bytes]:
    """One random nonce after the other, asked of the system a thousand at a time."""
    while True:
        drawn = os.urandom(NONCE * 1000)
        yield from (drawn[at : at + NONCE] for at in range(0, len(drawn), NONCE))


@dataclass(frozen=True, slots=True, repr=False)
class _Seal:
    """One secret's sealing key and the id that names it in a sealed value."""

    head: bytes
    cipher: AESGCM

    @classmethod
    def of(cls, secret: str) -> Self:
        name = _stretch(secret, "key id", KEY_ID)
        return cls(VERSION + name, AESGCM(_stretch(secret, "seal")))


@dataclass(frozen=True, slots=True, repr=False)
class Bulk:
    """Sealing for one place and blinding for one purpose, quickly. It may be given to another
    process of ours: it holds the keys for that, not the secrets."""

    head: bytes
    seal_key: bytes
    where: str
    blind_key: bytes

    def sealer(self) -> Callable[[bytes], bytes]:
        """What `Keyring.seal` does; for one thread."""
        head, encrypt = self.head, AESGCM(self.seal_key).encrypt
        bound = head + self.where.encode()
        nonces = _nonces()

        def seal(plain: bytes) -> bytes:
            nonce = next(nonces)
            return head + nonce + encrypt(nonce, plain, bound)

        return seal

    def blinder(self) -> Callable[[bytes], bytes]:
        """What `Keyring.blind` does: bytes in, 32 bytes out."""
        keyed = HMAC(self.blind_key, SHA256())

        def blind(words: bytes) -> bytes:
            # A copy is four times as quick as a new one.
            one = keyed.copy()
            one.update(words)
            return one.finalize()

        return blind


class Keyring:
    """The installation's secrets; safe to share between threads, silent in logs."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        self._newest, self._oldest = secrets[0], secrets[-1]
        seals = [_Seal.of(secret) for secret in secrets]
        self._current = seals[0]
        self._by_head = {seal.head: seal for seal in seals}
        self._derived: dict[tuple[str, str], bytes] = {}

    @classmethod
    def from_secrets(cls, secrets: str) -> Keyring:
        """Keys from a comma list, newest first.

        Raises `ValueError` that says what is wrong and never shows a secret.
        """
        listed = tuple(secret.strip() for secret in secrets.split(","))
        for place, secret in enumerate(listed, start=1):
            if len(secret) < SHORTEST:
                raise ValueError(
                    f"secret {place} of {len(listed)} has {len(secret)} characters; "
                    f"at least {SHORTEST} are needed"
                )
        if len(set(listed)) < len(listed):
            raise ValueError("the same secret is listed twice")
        return cls(listed)

    def __repr__(self) -> str:
        return f"<Keyring of {len(self._by_head)}>"

    def seal(self, plain: bytes, where: str) -> bytes:
        """Encrypt with the newest secret, bound to `where` (e.g. `cases.story`)."""
        head, nonce = self._current.head, os.urandom(NONCE)
        return head + nonce + self._current.cipher.encrypt(nonce, plain, head + where.encode())

    def open(self, sealed: bytes, where: str) -> bytes:
        """What `seal` was given; `Unreadable` when it cannot be had."""
        head, nonce, ciphertext = sealed[:HEAD], sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :]
        key = self._by_head.get(bytes(head))
        if key is None or len(ciphertext) < TAG:
            raise Unreadable(f"{where}: no key for this value")
        try:
            return key.cipher.decrypt(nonce, ciphertext, key.head + where.encode())
        except InvalidTag:
            raise Unreadable(f"{where}: changed, or sealed for another place") from None

    def blind(self, words: str, purpose: str) -> str:
        """Keyed hash (HMAC-SHA256, 64 hex digits) under which `words` can be found again.

        The same words have different hashes for different purposes. The key comes from the
        oldest secret, see above.
        """
        key = self._key(self._oldest, f"blind {purpose}")
        return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()

    def bulk(self, where: str, purpose: str) -> Bulk:
        """What `seal` does for a million values of one place, and `blind` for as many words."""
        blind_key = self._key(self._oldest, f"blind {purpose}")
        return Bulk(self._current.head, _stretch(self._newest, "seal"), where, blind_key)

    def derive(self, purpose: str) -> bytes:
        """32 bytes for signing something short-lived; they change with the newest secret."""
        return self._key(self._newest, f"derive {purpose}")

    def _key(self, secret: str, purpose: str) -> bytes:
        found = self._derived.get((secret, purpose))
        if found is None:
            found = self._derived[secret, purpose] = _stretch(secret, purpose)
        return found
