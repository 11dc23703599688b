"""The names by which record systems call the systems of clinical codes."""

from articles.models import CodeSystem

# Source: the FHIR R4 terminology page, and the second identifier that LOINC goes by in Infobutton requests.
_OTHER_NAMES = {
    "http://snomed.info/sct": CodeSystem.SNOMED_CT,
    "http://hl7.org/fhir/sid/icd-10": CodeSystem.ICD10,
    "http://hl7.org/fhir/sid/icd-10-cm": CodeSystem.ICD10CM,
    "http://hl7.org/fhir/sid/icd-9-cm": CodeSystem.ICD9CM,
    "http://loinc.org": CodeSystem.LOINC,
    "http://www.nlm.nih.gov/research/umls/rxnorm": CodeSystem.RXNORM,
    "http://hl7.org/fhir/sid/ndc": CodeSystem.NDC,
    "http://www.ama-assn.org/go/cpt": CodeSystem.CPT,
    "2.16.840.1.113883.11.79": CodeSystem.LOINC,
}


def system_called(name: str) -> str:
    """The CodeSystem that ``name`` means, or ``name`` itself where it means none that we know."""
    plain = name.lower().removeprefix("urn:oid:").rstrip("/")
    return _OTHER_NAMES.get(plain, plain)


def is_known(system: str) -> bool:
    return system in CodeSystem.values
