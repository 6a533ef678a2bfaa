"""Django's own checks: models, deployment settings, and migrations that are missing."""

import os
import sys

import django
from django.core.management import call_command

if __name__ == "__main__":
    os.environ.update(
        DJANGO_SETTINGS_MODULE="neglect_portal.settings",
        ENV_FILE=os.devnull,
        SITE_URL="https://portal.example",
        SECRET_KEY="only-for-checking-" + "x" * 40,
    )
    django.setup()
    call_command("check", deploy=True, fail_level="WARNING")
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    sys.exit(0)
