"""What a file says, as plain data: an article, a topic, a term; or what is wrong with it, and on which line."""
