"""What was found: findings with severity and fingerprint, the comments that ignore them, and the run as a whole."""
