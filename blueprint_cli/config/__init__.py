"""`bp.yaml`: which settings are in force for a file, and which line of which file says so."""
