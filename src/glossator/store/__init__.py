"""Keeps and finds everything; the only room with SQL on our own data."""
