"""Each setting's text, read: one function a kind, `Wrong` with what is wrong and what to do.

No function puts what it was given into its words: a mistyped secret is still a secret.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlsplit

from storage.shelves import Bucket

HERE = ("127.0.0.1", "localhost", "::1")
"""This machine: the only addresses where plain http is safe."""
KEY_LENGTH = 32
_ON = {"on", "true", "yes", "1"}
LONGEST_LINE = 120
OFF = {"off", "false", "no", "0"}


class Wrong(ValueError):
    """A setting that cannot be used; `what` is wrong with it, and what `to_do`."""

    def __init__(self, what: str, to_do: str) -> None:
        super().__init__(f"{what} {to_do}")
        self.what = what
        self.to_do = to_do


def words(given: str) -> str:
    """Text without spaces around it."""
    text = given.strip()
    if re.search(r"\s", text):
        raise Wrong("it contains a space or a line break.", "Write it as one word.")
    return text


def line(given: str) -> str:
    """One line of words for people, without the full stops of abbreviations: `Jl.`, `No.`."""
    text = given.strip()
    if "\n" in text or "\r" in text or len(text) > LONGEST_LINE:
        raise Wrong(
            "it is more than one short line.", f"Write one line of at most {LONGEST_LINE} letters."
        )
    text = re.sub(r"\bjl\.?(?=\s)", "Jalan", text, flags=re.IGNORECASE)
    return " ".join(text.replace(". ", " ").rstrip(".").split())


def telephone(given: str) -> str:
    """A telephone number as people read it: `0321-000000`."""
    return _matching(
        given, r"[0-9+][0-9 ()/-]{4,39}", "it is no telephone number.", "Write it like 0321-000000."
    )


def _matching(given: str, pattern: str, what: str, to_do: str) -> str:
    text = given.strip()
    if text and not re.fullmatch(pattern, text):
        raise Wrong(what, to_do)
    return text


def folder(given: str | Path) -> Path:
    """A folder, as an absolute path; it is made when the program starts."""
    path = Path(given).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise Wrong("it is not a folder.", "Name a folder that only this program may read.")
    return path


def database(given: str) -> str:
    """A SQLite file or a PostgreSQL database, with the driver we use."""
    text = given.strip()
    scheme, _, rest = text.partition("://")
    if scheme == "sqlite" and rest.strip("/") not in {"", ":memory:"}:
        return text
    if scheme in {"postgresql", "postgres", "postgresql+psycopg"} and rest:
        return f"postgresql+psycopg://{rest}"
    raise Wrong(
        "it is neither a SQLite file nor a PostgreSQL address.",
        "Use sqlite:////folder/sambung.db or postgresql://user:password@host/name.",
    )


_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
"""What every S3 service takes as a bucket's name."""
_PREFIX = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
_REGION = re.compile(r"[A-Za-z0-9-]{1,64}")


def files(given: str) -> str:
    """A bucket of an S3 service; where and which, checked part by part."""
    text = words(given)
    if text:
        bucket(text, "", "")
    return text


def bucket(text: str, access_key: str, secret_key: str) -> Bucket:
    """The place that `s3://bucket/prefix?endpoint=...&region=...` names."""
    parts = _split(text)
    prefix = parts.path.strip("/")
    if parts.scheme != "s3" or not _BUCKET.fullmatch(parts.netloc):
        raise Wrong("it is not a bucket.", "Write it like s3://bucket/prefix, without any key.")
    if prefix and (not _PREFIX.fullmatch(prefix) or ".." in prefix):
        raise Wrong("its prefix is odd.", "Use letters, digits, dots, - and _ between slashes.")
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    if parts.fragment or options.keys() - {"endpoint", "region"}:
        raise Wrong("it has more than a bucket.", "After ? may stand endpoint= and region= only.")
    region = options.get("region", "us-east-1")
    if not _REGION.fullmatch(region):
        raise Wrong("its region is odd.", "Write it like region=ap-southeast-3.")
    endpoint = address(options.get("endpoint", ""))
    return Bucket(parts.netloc, access_key, secret_key, prefix, endpoint, region)


def city(given: str) -> str:
    """Province and city: two numbers of two digits."""
    return _matching(
        given, r"\d\d\.\d\d", "it is not a city code.", "Use the Home Affairs code, like 35.76."
    )


def port(given: str | int) -> int:
    """A TCP port; 0 lets the system choose."""
    if not re.fullmatch(r"\d{1,5}", str(given).strip()) or int(given) > 65_535:
        raise Wrong("it is not a port.", "Use a number from 1 to 65535, like 8080.")
    return int(given)


def rate(given: str | float) -> float:
    """Messages a second, above zero; less than one for a slow sandbox."""
    if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", str(given).strip()) or float(given) <= 0:
        raise Wrong("it is not a number above 0.", "Use messages a second, like 30 or 0.3.")
    return float(given)


def switch(given: str | bool) -> bool:
    """`on` or `off`."""
    text = str(given).strip().lower()
    if text not in _ON | OFF:
        raise Wrong("it is neither on nor off.", "Write on or off.")
    return text in _ON


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise Wrong("it is not an address.", "Write it like https://slrt.example.") from None
    return parts


def address(given: str) -> str:
    """The root of an API: https, or http on this machine; without the last slash."""
    text = words(given).rstrip("/")
    if not text:
        return ""
    parts = _split(text)
    if parts.username or parts.password or parts.query or parts.fragment:
        raise Wrong(
            "it has more than a host and a path.",
            "Remove the password and whatever follows ? or #.",
        )
    if not parts.hostname or parts.scheme not in {"http", "https"}:
        raise Wrong("it is not an address.", "Write it like https://slrt.example.")
    if parts.scheme == "http" and parts.hostname not in HERE:
        raise Wrong(
            "it is not https, so everybody on the way could read along.",
            "Use https:// (http:// only for 127.0.0.1 or localhost).",
        )
    return text


def public_address(given: str) -> str:
    """Our own address as the platforms call it."""
    return address(given)


def secret_keys(given: str) -> str:
    """Keys of at least 32 characters, newest first."""
    keys = [key.strip() for key in given.split(",")] if given.strip() else []
    if any(len(key) < KEY_LENGTH for key in keys):
        raise Wrong(
            "a key is shorter than 32 characters.",
            "Make one with: openssl rand -hex 32 (several are separated by commas, newest first).",
        )
    if len(set(keys)) < len(keys):
        raise Wrong("the same key stands there twice.", "Name each key once, newest first.")
    return ",".join(keys)


def telegram_token(given: str) -> str:
    """As BotFather gives it: the bot's number, a colon, a long word."""
    return _matching(
        given,
        r"\d{3,}:[A-Za-z0-9_-]{20,}",
        "it does not look like a bot token.",
        "Copy it from BotFather: digits, a colon, then letters.",
    )


def telegram_secret(given: str) -> str:
    """What Telegram allows: 1-256 of A-Z a-z 0-9 _ and -; we ask for 16 against guessing."""
    return _matching(
        given,
        r"[A-Za-z0-9_-]{16,256}",
        "it must have 16 to 256 letters, digits, _ or -.",
        "Make one with: openssl rand -hex 32.",
    )


def metrics_token(given: str) -> str:
    """A word that fits into a header, of 16 characters or more against guessing."""
    return _matching(
        given,
        r"[A-Za-z0-9_.~+/=-]{16,256}",
        "it must have 16 to 256 letters, digits or signs of . _ ~ + / = -.",
        "Make one with: openssl rand -hex 32.",
    )


def account_sid(given: str) -> str:
    """Twilio's account id."""
    return _matching(
        given,
        r"AC[0-9a-fA-F]{32}",
        "it is not an account SID.",
        "Copy it from the Twilio console: AC and 32 characters.",
    )


def twilio_from(given: str) -> str:
    """A WhatsApp sender or a messaging service."""
    return _matching(
        given,
        r"whatsapp:\+[1-9]\d{7,14}|MG[0-9a-fA-F]{32}",
        "it is neither a WhatsApp sender nor a messaging service.",
        "Write it like whatsapp:+6281..., or copy MG... from the Twilio console.",
    )


def lookup(given: str) -> str:
    """Where the social registry is asked."""
    text = given.strip().lower()
    if text not in {"import", "operator"}:
        raise Wrong("it is neither import nor operator.", "Write import or operator.")
    return text


def few(given: object) -> int:
    """A whole number from 1 to 100."""
    text = str(given).strip()
    if text.isdecimal() and 1 <= int(text) <= 100:
        return int(text)
    raise Wrong("it is not a number from 1 to 100.", "Write a number like 5.")


def days_count(given: object) -> int:
    """Days, ten years at most."""
    text = str(given).strip()
    if text.isdecimal() and 1 <= int(text) <= 3650:
        return int(text)
    raise Wrong("it is not a number of days.", "Write a number like 365.")
