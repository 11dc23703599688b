"""All that stands on the page of an article, and what it asks the database."""
