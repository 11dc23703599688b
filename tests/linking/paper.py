"""What a camera finds on paper."""

import pypdfium2
import zxingcpp


def rendered(pdf: bytes):
    """Its pages as pictures, as sharp as a plain printer makes them."""
    for page in pypdfium2.PdfDocument(pdf):
        yield page.render(scale=200 / 72).to_pil().convert("L")


def qr_codes_in(picture) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture) if found.format == zxingcpp.BarcodeFormat.QRCode]
