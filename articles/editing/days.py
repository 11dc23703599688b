"""Boxes for days and moments that the browser itself brings: filled by keyboard, by thumb and by voice."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class DayBox(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__({"max": "2999-12-31", **(attrs or {})}, format="%Y-%m-%d")  # a year has four digits


class TimeBox(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class MomentBox(forms.SplitDateTimeWidget):
    def __init__(self):
        forms.MultiWidget.__init__(self, [DayBox({"aria-label": _("Day")}), TimeBox({"aria-label": _("Time")})])


DAYS = {models.DateField: {"widget": DayBox}}
