"""YAML text to typed records and the catalogue that joins them. Imports nothing else of the portal."""
