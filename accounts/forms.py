"""allauth's forms in our words and dress."""

from typing import Any

from allauth.account import forms as allauth
from django import forms

from ui.fields import dress

HINT = (
    "At least 12 characters. A few words you can remember work well. "
    "Common passwords are refused."
)


def _word(form: forms.Form, name: str, label: str, hint: str = "", **look: Any) -> None:
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = f"Enter your {label[0].lower()}{label[1:]}"
    dress(field, width="govuk-!-width-two-thirds", **look)


class SignInForm(allauth.LoginForm):
    """E-mail address and password."""

    problem_href = "#id_login"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "login", "E-mail address")
        _word(self, "password", "Password")


class ChangePasswordForm(allauth.ChangePasswordForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "oldpassword", "Current password")
        _word(self, "password1", "New password", HINT)
        _word(self, "password2", "New password again")


class ForgottenPasswordForm(allauth.ResetPasswordForm):
    """Where to send the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "email", "E-mail address")


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    """The new password twice, reached from the link in an e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, "password1", "New password", HINT)
        _word(self, "password2", "New password again")
