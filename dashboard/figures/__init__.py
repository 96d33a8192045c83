"""Pure functions from a frame of reports to a figure or a small picture; nothing here knows of pages or the store."""
