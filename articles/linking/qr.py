import io


def qr_code(address: str, title: str) -> bytes:
    """An SVG picture that a telephone reads as ``address``, with the quiet margin that it needs."""
    import segno

    written = io.BytesIO()
    code = segno.make_qr(address, error="m")
    code.save(written, kind="svg", border=4, dark="#000", light="#fff", title=title, svgclass=None, lineclass=None)
    return written.getvalue()
