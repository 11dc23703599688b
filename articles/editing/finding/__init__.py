"""By what pages are found: topics, codes and what the search knows; and what people looked for."""
