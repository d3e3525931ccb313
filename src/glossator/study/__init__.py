"""Pure functions from annotations to notes; the pen system file."""
