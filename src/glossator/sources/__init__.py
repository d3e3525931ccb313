"""Opens books, one kind a module: text, blocks, pages, pinpoints, problems."""
