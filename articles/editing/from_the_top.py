"""A page begins where it begins: a box that takes the focus jumps past the skip link and all that stands above it."""


class FromTheTop:
    """Goes before a form of Django's that wants to begin in one of its boxes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        begin_at_the_top(self)


def begin_at_the_top(form):
    for field in form.fields.values():
        field.widget.attrs.pop("autofocus", None)
