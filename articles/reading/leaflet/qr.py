import io


def qr_code(address: str) -> bytes:
    """An SVG that a telephone reads as ``address``, also from a copy of a copy."""
    import segno

    written = io.BytesIO()
    segno.make_qr(address, error="m").save(written, kind="svg", border=4, dark="#000", light="#fff", svgclass=None)
    return written.getvalue()
