"""Reading the environment: safe by default, loud and precise when odd."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

MAKE_A_KEY = 'python -c "import secrets; print(secrets.token_urlsafe(50))"'
DATABASES_KNOWN = ("postgres", "postgresql")


class Environment(environ.Env):
    """The environment of this machine, read once by the settings."""

    def secret_key(self, *, data_dir: Path, embedded: bool) -> str:
        """The signing key: given, or for the embedded run made once and kept."""
        key = self.str("SECRET_KEY", default="")
        if key:
            if len(key) < 32:
                raise ImproperlyConfigured(
                    f"SECRET_KEY has {len(key)} characters; it needs 32 or more. "
                    f"Make one with: {MAKE_A_KEY}"
                )
            return key
        if not embedded:
            raise ImproperlyConfigured(
                "DATABASE_URL is set but SECRET_KEY is not. "
                f"Make one with: {MAKE_A_KEY}"
            )
        return _kept_key(data_dir / "secret-key")

    def database(self, *, data_dir: Path) -> dict[str, object]:
        """PostgreSQL where DATABASE_URL names one, else SQLite in the data folder."""
        url = self.str("DATABASE_URL", default="")
        if not url:
            return _sqlite(data_dir / "portal.sqlite3")
        scheme = url.partition(":")[0] if ":" in url else ""
        if scheme not in DATABASES_KNOWN:
            raise ImproperlyConfigured(
                f"DATABASE_URL begins with “{scheme}:”; the portal runs on "
                "PostgreSQL (postgres://user:password@host:5432/name), or on "
                "SQLite when DATABASE_URL is not set."
            )
        try:
            urlsplit(url)
            parts = self.db_url_config(url)
        except ValueError:
            # Without the address itself or its cause: either may show the password.
            raise ImproperlyConfigured(
                "DATABASE_URL cannot be read; it must look like "
                "postgres://user:password@host:5432/name, with odd characters in the "
                "password written as %40 and the like."
            ) from None
        # PostgreSQL's own guess is for spinning discs, and makes it read a whole table
        # where a few hundred rows of it are wanted.
        options = {"options": "-c random_page_cost=1.1", **parts.get("OPTIONS", {})}
        return {
            **parts,
            "OPTIONS": options,
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }

    def redis(self) -> str:
        """The address of Redis, or nothing for the embedded queue of files."""
        url = self.str("REDIS_URL", default="")
        if url and urlsplit(url).scheme not in ("redis", "rediss", "unix"):
            raise ImproperlyConfigured(
                f"REDIS_URL is “{url.split('@')[-1]}”; it must begin with "
                "redis:// or rediss://."
            )
        return url

    def clamav(self) -> str:
        """Where the virus scanner listens, or nothing where there is none."""
        url = self.str("CLAMAV_SOCKET", default="")
        try:
            parts = urlsplit(url)
            is_whole = (parts.scheme == "unix" and parts.path.startswith("/")) or (
                parts.scheme == "tcp" and bool(parts.hostname and parts.port)
            )
        except ValueError:
            is_whole = False
        if url and not is_whole:
            raise ImproperlyConfigured(
                f"CLAMAV_SOCKET is “{url}”; it must be like "
                "unix:/run/clamav/clamd.ctl or tcp://scanner:3310."
            )
        return url

    def site(self) -> str:
        """The address people type, without a slash at the end."""
        url = self.str("SITE_URL", default="http://localhost:8000").rstrip("/")
        try:
            parts = urlsplit(url)
            is_whole = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:
            is_whole = False
        if not is_whole:
            raise ImproperlyConfigured(
                f"SITE_URL is “{url}”; it must be a whole address such as "
                "https://neglect.example.org."
            )
        return url


def _kept_key(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written whole under another name and then linked: of several processes that
        # start together one wins, and none ever reads a key that is half written.
        with NamedTemporaryFile("w", dir=path.parent, prefix="key-") as file:
            file.write(secrets.token_urlsafe(50))
            file.flush()
            with suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text()


def _sqlite(path: Path) -> dict[str, object]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA foreign_keys=ON;"
            ),
        },
    }
