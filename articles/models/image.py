import hashlib
import os
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .pictures import as_webp, narrower

NARROWER = (480, 800)  # pixels: a phone, and a phone with a fine screen or the reading column


class ImageQuerySet(models.QuerySet):
    def public_at(self, moment):
        """Images that stand in an edition patients can open at ``moment``, and the logos of clinics."""
        from .edition import Edition

        in_words = Q(section__edition__in=Edition.objects.readable_at(moment))
        return self.filter(in_words | Q(clinics__isnull=False)).distinct()


class Image(models.Model):
    """A picture file, named by its own content so that it can never change under an address.

    The words about it (alt text, caption) belong to the section that shows it.
    """

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = _("image")
        verbose_name_plural = _("images")
        ordering = ["-added_at"]
        constraints = [
            models.CheckConstraint(condition=Q(width__gte=1, height__gte=1), name="image_has_a_size"),
        ]

    def __str__(self):
        return f"{self.sha256[:8]} ({self.width} × {self.height})"

    @property
    def path(self):
        """Where the file lies below the media folder."""
        return f"images/{self.sha256}.webp"

    def get_absolute_url(self):
        return default_storage.url(self.path)

    def narrower_path(self, width: int):
        return f"images/{self.sha256}-{width}.webp"

    @property
    def srcset(self):
        """The same picture in several widths, for the browser to choose from; empty if there is only one."""
        widths = [width for width in NARROWER if width < self.width]
        addresses = [f"{default_storage.url(self.narrower_path(width))} {width}w" for width in widths]
        return ", ".join([*addresses, f"{self.get_absolute_url()} {self.width}w"]) if widths else ""

    def read(self) -> bytes:
        with default_storage.open(self.path) as file:
            return file.read()

    @classmethod
    def keep(cls, data: bytes):
        """Store a picture that came from outside, once however often it comes. Raises BadPicture."""
        webp, width, height = as_webp(data)
        digest = hashlib.sha256(webp).hexdigest()
        image, _is_new = cls.objects.get_or_create(sha256=digest, defaults={"width": width, "height": height})
        _store(image.path, webp)
        image._keep_narrower(webp)
        return image

    def _keep_narrower(self, webp):
        for width in NARROWER:
            path = self.narrower_path(width)
            if width < self.width and not default_storage.exists(path):
                _store(path, narrower(webp, width))


def _store(path, content):
    """Whole or not at all: the name tells what is in it, so that what a full disk left there would stay for ever."""
    if default_storage.exists(path):
        return
    part = f"{path}.{secrets.token_hex(4)}.part"
    try:
        default_storage.save(part, ContentFile(content))
        os.replace(default_storage.path(part), default_storage.path(path))
    except OSError:
        default_storage.delete(part)
        raise
