"""What is new, for whoever follows along: Atom feeds of all pages of a language, of a topic and of an article."""
