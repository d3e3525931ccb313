"""From a span to selectors and back, also after the text has changed."""
