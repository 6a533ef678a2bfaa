"""Signing in and out, passwords, and a person's own account.

allauth looks its addresses up by name, so its pages keep their names. Invitations,
two-step sign-in and single sign-on will join them here.
"""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from accounts import views

account = ([path("account/", views.account, name="account")], "accounts")

urlpatterns = [
    path("", include(account)),
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-out/", allauth.logout, name="account_logout"),
    path("sign-in/no-account/", allauth.signup, name="account_signup"),
    path("sign-in/inactive/", allauth.account_inactive, name="account_inactive"),
    path("account/password/", allauth.password_change, name="account_change_password"),
    path("account/password/first/", allauth.password_set, name="account_set_password"),
    path("sign-in/forgotten/", allauth.password_reset, name="account_reset_password"),
    path(
        "sign-in/forgotten/sent/",
        allauth.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "sign-in/new-password/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^sign-in/new-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
