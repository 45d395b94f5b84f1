"""Typed records to HTML articles: view models, prose, and the Jinja environment. Knows nothing of the site's shell."""
