"""What an approver sees of an edition, and what is said about it."""
