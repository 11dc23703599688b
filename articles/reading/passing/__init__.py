"""What every request of a reader passes on its way in and out."""
