"""One function per format: what a run found, as text for people or data for programs. Computes and judges nothing."""
