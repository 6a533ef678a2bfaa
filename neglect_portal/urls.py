"""Every address of the portal, room by room."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from neglect_portal.health import Health

# Administrators sign in where everybody does, with its rate limits.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", include("holdings.urls")),
    path("", include("dashboards.urls")),
    path("", include("response_tool.urls")),
    path("", include("performance.urls")),
    path("", include("audits.urls")),
    path("", include("strategies.urls")),
    path("", include("notices.urls")),
    path("", include("evidence.urls")),
    path("", include("partnership.urls")),
    path("", include("accounts.urls")),
    path("about/", include("ui.urls")),
    path("admin/", admin.site.urls),
    path("health/", login_not_required(Health.as_view()), name="health"),
]
if settings.DEMONSTRATION:
    urlpatterns.append(path("demonstration/", include("demonstration.urls")))

handler400 = "ui.views.not_understood"
handler403 = "ui.views.forbidden"
handler404 = "ui.views.not_found"
handler429 = "ui.views.too_often"
handler500 = "ui.views.broken"
