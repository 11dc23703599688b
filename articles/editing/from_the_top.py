"""A page begins where it begins: a box that takes the focus jumps past the skip link and all that stands above it."""


class FromTheTop:
    """Goes before a form of Django's that wants to begin in one of its boxes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)
