"""What readers and experts tell us, and what is searched for: all that this face stores."""
