"""Nothing that was typed is lost, and whoever saves second sees both versions (promise 6)."""
