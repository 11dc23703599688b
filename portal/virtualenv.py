"""Makes .venv and installs the pinned libraries of one file: python3 portal/virtualenv.py requirements.txt

Nothing is installed when this runs, so it is plain Python, old enough to say that a Python is too old.
"""

import hashlib
import json
import os
import subprocess
import sys

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(FOLDER, "bin", "python")
INSTALLED = os.path.join(FOLDER, "installed.json")
# What is installed along with a file: the libraries for the tests include those for running.
INCLUDES = {"requirements-dev.txt": ["requirements.txt"]}


def install(requirements):
    refuse_an_unsuitable_python()
    if not works():
        make()
    wanted = dict((name, fingerprint(name)) for name in [requirements] + INCLUDES.get(requirements, []))
    installed = what_is_installed()
    if installed.get(requirements) == wanted[requirements]:
        return

    print("Installing the libraries of %s into .venv …" % requirements)
    sys.stdout.flush()
    forget_what_is_installed()
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-qq", "--no-input"]
    if subprocess.call(pip + ["--require-hashes", "-r", os.path.join(ROOT, requirements)]):
        sys.exit("The libraries could not be installed: pip says why above.")
    with open(INSTALLED, "w") as file:
        json.dump(wanted, file)


def refuse_an_unsuitable_python():
    if sys.version_info < OLDEST:
        sys.exit(
            "The portal needs Python 3.11 or later, and python3 is %d.%d here. "
            "Name a newer one: make run PYTHON=python3.12" % sys.version_info[:2]
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        sys.exit(
            "This Python comes without its venv module. Install it: on Debian and Ubuntu, apt-get install python3-venv."
        )


def works():
    """A folder left half made by a stopped run, or whose Python has gone since, does not work."""
    nowhere = subprocess.DEVNULL
    try:
        return subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=nowhere, stderr=nowhere) == 0
    except OSError:
        return False


def make():
    print("Making .venv …")
    sys.stdout.flush()
    if subprocess.call([sys.executable, "-m", "venv", "--clear", FOLDER], cwd=ROOT):
        sys.exit("The folder .venv could not be made: the reason stands above.")


def fingerprint(name):
    with open(os.path.join(ROOT, name), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def what_is_installed():
    try:
        with open(INSTALLED) as file:
            return json.load(file)
    except (OSError, ValueError):
        return {}


def forget_what_is_installed():
    try:
        os.remove(INSTALLED)
    except OSError:
        pass


if __name__ == "__main__":
    try:
        install(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit(130)
