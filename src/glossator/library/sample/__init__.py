"""The sample library: an invented course, its three works, and the marks made in them."""
