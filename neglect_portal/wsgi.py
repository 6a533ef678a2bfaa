"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from neglect_portal.settling import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "neglect_portal.settings")
application = get_wsgi_application()
settle()
