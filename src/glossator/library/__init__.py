"""The one door: each thing a reader can do, as a named undoable operation."""
