"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """People are invited by their agency or partnership; nobody signs up alone."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "Your e-mail address and password do not match. Check both and try again."
        ),
        "enter_current_password": "This is not your current password.",
        "too_many_login_attempts": (
            "Too many attempts to sign in. Wait five minutes and try again."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up alone."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """Subjects without a bracketed site name."""
        return subject

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account, where the message is shown."""
        return reverse("accounts:account")
