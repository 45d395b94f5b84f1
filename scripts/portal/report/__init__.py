"""Findings and rules to what people and programs read: pure functions, no printing. Imports `content` alone."""
