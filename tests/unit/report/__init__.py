"""Findings and rules as text and JSON."""
