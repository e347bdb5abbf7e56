"""The key of one installation: digests that only it can make, and parameters that only it reads.

operations.key ── HKDF ──► digests (HMAC-SHA-256) │ sealing (AES-256-GCM)
"""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from workbench.errors import OperationsError

FILE = "operations.key"
BYTES = 32
NONCE = 12


@dataclass(frozen=True, slots=True)
class Keys:
    """Two keys made from the installation's own."""

    digests: bytes
    sealing: bytes

    def digest(self, data: bytes) -> str:
        """A sum of ``data`` that nobody can make, or guess the data by, without the key."""
        return hmac.new(self.digests, data, sha256).hexdigest()

    def seal(self, data: bytes) -> bytes:
        """Encrypt; the same data never looks the same twice."""
        nonce = secrets.token_bytes(NONCE)
        return nonce + AESGCM(self.sealing).encrypt(nonce, data, None)

    def unseal(self, sealed: bytes) -> bytes:
        """What was sealed.

        Raises:
            OperationsError: it was sealed with another key, or changed since.
        """
        try:
            return AESGCM(self.sealing).decrypt(sealed[:NONCE], sealed[NONCE:], None)
        except InvalidTag as error:
            raise OperationsError(
                "this was sealed with another key, or changed since: put the installation's own "
                f"{FILE} back"
            ) from error


def keys(home: Path, *, may_make: bool) -> Keys:
    """The keys of the installation under ``home``.

    Args:
        may_make: nothing was sealed yet, so that a missing key may be made.

    Raises:
        OperationsError: it is missing although there is data, or is no key.
    """
    path = home / FILE
    if not path.exists():
        if not may_make:
            raise OperationsError(
                f"{path} is missing, without which nothing that was kept can be read: put it back "
                "from where you keep it"
            )
        make_secret(path, BYTES)
    master = path.read_bytes()
    if len(master) != BYTES:
        raise OperationsError(f"{path} is no key of {BYTES} bytes: put the right one back")
    return Keys(_derived(master, b"digests"), _derived(master, b"sealing"))


def make_secret(path: Path, length: int) -> None:
    """Write a file of random bytes for its owner alone, unless another process was quicker."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(length))
            file.flush()
            os.fsync(file.fileno())
        # a link never replaces a file that is there
        with suppress(FileExistsError):
            os.link(beside, path)
    finally:
        beside.unlink()


def _derived(master: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), BYTES, None, b"rtcc-workbench " + purpose).derive(master)
