"""The portal's own settings, with the two bare pages that it is divided by."""

from neglect_portal.settings import *  # noqa: F403
from neglect_portal.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
ROOT_URLCONF = "bench.urls"
