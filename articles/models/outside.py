from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint


class OutsideIdentity(models.Model):
    """As whom a hospital's own sign-in knows a person: its number for them, which stays when name or mail change."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="outside_identity")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    since = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [UniqueConstraint(fields=["issuer", "subject"], name="outside_identity_of_one_person")]

    def __str__(self):
        return f"{self.person}: {self.subject}"
