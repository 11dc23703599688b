"""Clinics at the desk: who they are, their packs, and which addresses they use."""
