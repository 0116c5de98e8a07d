import uuid
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac


class Learner(models.Model):
    """Whoever learns. The row is made when there is something to keep; until then the cookie alone holds the id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.id)

    @classmethod
    def keep(cls, learner_id: uuid.UUID) -> Self:
        """The learner's row, made if it is not there yet, locked until the transaction ends.

        The lock keeps an erasure in another tab from pulling the row away under what is being saved. SQLite has no row
        locks and needs none: its transactions are IMMEDIATE, one writer at a time.
        """
        while True:
            cls.objects.bulk_create([cls(id=learner_id)], ignore_conflicts=True)
            if learner := cls.objects.select_for_update(no_key=True).filter(pk=learner_id).first():
                return learner


class ModeRead(models.Model):
    """The learner has marked a mode of a lesson as read."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="modes_read")
    lesson = models.CharField(max_length=80)
    mode = models.CharField(max_length=20)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("learner", "lesson", "mode"), name="mode_read_once"),)

    def __str__(self) -> str:
        return f"{self.lesson}/{self.mode}"


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(email=email.lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """What `manage.py createsuperuser` calls: an account of the staff."""
        return self.create_user(email, password, is_staff=True, **fields)


class Account(AbstractBaseUser):
    """Whoever wants to be known on more than one device. Its id is that of its learner: whoever is signed in keeps
    things under that id, and no cookie ever holds it, so that ending a session ends all that the device could see."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created = models.DateTimeField(default=timezone.now)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.email


class Session(AbstractBaseSession):
    """A device on which an account is signed in. The column `account` is there so that an account's sessions can be
    found, and go with it; without one, a session belongs to somebody who is just resetting a password."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "session"
        verbose_name_plural = "sessions"

    def __str__(self) -> str:
        return f"session of {self.account_id}"

    @property
    def handle(self) -> str:
        """Names the session on a page. Its key is a secret, and cannot be found from this."""
        return salted_hmac("learners.session", self.session_key, algorithm="sha256").hexdigest()[:32]

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        from learners.sessions import SessionStore

        return SessionStore
