"""Clinical codes in one form, however they are written: ``g9332`` and ``G93.32`` are one code."""

import re

from django.db import models


class CodeSystem(models.TextChoices):
    """Systems of clinical codes by their object identifier (OID), which is how record systems name them."""

    ICD10CM = "2.16.840.1.113883.6.90", "ICD-10-CM"
    ICD10 = "2.16.840.1.113883.6.3", "ICD-10"
    ICD9CM = "2.16.840.1.113883.6.103", "ICD-9-CM"
    SNOMED_CT = "2.16.840.1.113883.6.96", "SNOMED CT"
    LOINC = "2.16.840.1.113883.6.1", "LOINC"
    RXNORM = "2.16.840.1.113883.6.88", "RxNorm"
    NDC = "2.16.840.1.113883.6.69", "NDC"
    CPT = "2.16.840.1.113883.6.12", "CPT"


_ICD_SYSTEMS = {CodeSystem.ICD10CM, CodeSystem.ICD10, CodeSystem.ICD9CM}

_ICD = re.compile(r"[0-9A-Z]{3,8}\Z", re.ASCII)
_NDC_PARTS = re.compile(r"([0-9]{4,5})-([0-9]{3,4})-([0-9]{1,2})\Z", re.ASCII)


def normal_clinical_code(system: str, code: str) -> str:
    """``code`` as it is stored and compared.

    Of ICD the dot may be missing. Of NDC the three parts become the eleven digits of the billing form; ten digits
    without hyphens could be three different products, and stay as they are.
    """
    code = "".join(code.split()).upper()
    if system in _ICD_SYSTEMS:
        return _with_dot(code.replace(".", ""), system) if _ICD.match(code.replace(".", "")) else code
    if system == CodeSystem.NDC and (parts := _NDC_PARTS.match(code)):
        labeler, product, package = parts.groups()
        return labeler.zfill(5) + product.zfill(4) + package.zfill(2)
    return code


def with_ancestors(system: str, code: str) -> list[str]:
    """A code in its normal form and the broader ones that its own beginning names, nearest first.

    Only in ICD does the beginning of a code say what it is a kind of: G93.32 is a kind of G93.3, and that of G93.
    """
    if system not in _ICD_SYSTEMS or not _ICD.match(code.replace(".", "")):
        return [code]
    letters = code.replace(".", "")
    return [_with_dot(letters[:end], system) for end in range(len(letters), _stem(letters, system) - 1, -1)]


def _stem(letters, system):
    """The causes of injury of ICD-9-CM have four characters before the dot."""
    return 4 if system == CodeSystem.ICD9CM and letters.startswith("E") and len(letters) > 3 else 3


def _with_dot(letters, system):
    stem = _stem(letters, system)
    return f"{letters[:stem]}.{letters[stem:]}" if len(letters) > stem else letters
