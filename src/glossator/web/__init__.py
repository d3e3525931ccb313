"""HTTP, events and the built page; no rules of its own."""
