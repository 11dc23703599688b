import os
import shutil

# The same Chromium without the windows that nobody sees, which is three times as quick.
WITHOUT_WINDOWS = ("chromium-headless-shell", "chrome-headless-shell", "headless_shell")
WITH_WINDOWS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find_chromium():
    """CHROMIUM names one; otherwise the first that is installed. None where there is none."""
    return os.environ.get("CHROMIUM") or first_of(WITHOUT_WINDOWS + WITH_WINDOWS)


def first_of(names):
    return next(filter(None, map(shutil.which, names)), None)
