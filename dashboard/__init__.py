"""The dashboard: reads the store, never the pages or the rules."""
