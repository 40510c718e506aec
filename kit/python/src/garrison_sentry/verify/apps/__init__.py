"""The programs that the suite runs."""
