"""Typed readers of environment variables. A bad value stops the start with a sentence that names the variable."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str, environ: Mapping[str, str] = os.environ) -> str:
    return environ.get(name, default)


def flag(name: str, default: bool, environ: Mapping[str, str] = os.environ) -> bool:
    value = environ.get(name)
    if value is None:
        return default
    if value.lower() in TRUE:
        return True
    if value.lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of 1, true, yes, on, 0, false, no, off.")


def choice(name: str, default: str, among: tuple[str, ...], environ: Mapping[str, str] = os.environ) -> str:
    value = environ.get(name, default)
    if value not in among:
        raise ImproperlyConfigured(f"{name} is {value!r}; it must be one of {', '.join(among)}.")
    return value


def items(name: str, default: str, environ: Mapping[str, str] = os.environ) -> list[str]:
    """A comma-separated list; blanks around the items do not count."""
    return [item.strip() for item in environ.get(name, default).split(",") if item.strip()]


def url(name: str, schemes: tuple[str, ...], environ: Mapping[str, str] = os.environ) -> str:
    """An address with one of the schemes, or the empty string when the variable is not set."""
    value = environ.get(name, "")
    if value and value.partition("://")[0] not in schemes:
        # The value is not repeated: it may hold a password.
        raise ImproperlyConfigured(f"{name} must start with {' or '.join(scheme + '://' for scheme in schemes)}.")
    return value


def mail_server(address: str) -> tuple[str, int, str, str, bool]:
    """Host, port, user, password, and whether TLS is spoken from the first byte, of smtp://user:password@host:587."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        port, parts = None, urlsplit("")
    if not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL must look like smtp://user:password@host:587 or smtps://host:465.")
    encrypted = parts.scheme == "smtps"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return parts.hostname, port or (465 if encrypted else 587), user, password, encrypted


def secret(name: str, file: Path, environ: Mapping[str, str] = os.environ) -> str:
    """The variable, or else a key that is made once and kept in `file`, readable by its owner only."""
    if value := environ.get(name):
        return value
    try:
        return file.read_text()
    except FileNotFoundError:
        pass
    from django.core.management.utils import get_random_secret_key

    file.parent.mkdir(parents=True, exist_ok=True)
    # Written beside and then linked: whoever reads `file` finds a whole key or none. The first link wins.
    descriptor, draft = tempfile.mkstemp(dir=file.parent)  # mode 0600
    with os.fdopen(descriptor, "w") as out:
        out.write(get_random_secret_key())
    try:
        os.link(draft, file)
    except FileExistsError:  # another process was first
        pass
    finally:
        os.unlink(draft)
    return file.read_text()
