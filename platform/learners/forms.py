"""allauth's forms with one field for a new password: it can be looked at instead of being typed twice."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm


class NewPassword(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]


class ChangedPassword(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
