"""All libraries of the portal as a bill of materials: python -m portal.sbom > sbom.json. CycloneDX 1.6.

It is made from the pins, with the digest of each file that may be installed. Licences are told by what is installed.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from uuid import NAMESPACE_URL, uuid5

from portal.environment import BASE_DIR

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill_of_materials(pins: str, project: dict) -> dict:
    """pins: the text of requirements.txt; project: the name and the version of the portal"""
    parts = [_library(*part) for part in _libraries(pins)]
    own = {"type": "application", "bom-ref": project["name"], "name": project["name"], "version": project["version"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, pins)}",
        "version": 1,
        "metadata": {"component": own},
        "components": parts,
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def _libraries(pins):
    """(name, version, digests) of each."""
    found = list(PINNED.finditer(pins))
    ends = [one.start() for one in found[1:]] + [len(pins)]
    for one, end in zip(found, ends, strict=True):
        yield one[1], one[2], DIGEST.findall(pins[one.start() : end])


def _library(name, version, digests):
    package = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
    told = {
        "type": "library",
        "bom-ref": package,
        "name": name,
        "version": version,
        "purl": package,
        "scope": "required",
    }
    hashes = [{"alg": "SHA-256", "content": digest} for digest in digests]
    told["externalReferences"] = [{"type": "distribution", "url": package, "hashes": hashes}]
    return told | ({"licenses": [licence]} if (licence := _licence(name)) else {})


def _licence(name):
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return None
    if expression := told.get("License-Expression"):
        return {"expression": expression}
    classes = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    named = classes or [line for line in (told.get("License") or "").splitlines()[:1] if line]
    return {"license": {"name": " and ".join(named)[:200]}} if named else None


def main():
    import tomllib

    project = tomllib.loads((BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]
    told = bill_of_materials((BASE_DIR / "requirements.txt").read_text("utf-8"), project)
    json.dump(told, sys.stdout, ensure_ascii=False, indent=2)
    print()


if __name__ == "__main__":
    main()
