from articles.editing import admin  # noqa: F401 (Django looks for the desk here)
