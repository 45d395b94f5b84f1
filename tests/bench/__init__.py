"""Benchmarks, run by hand: the portal at the scale it was designed for. Not collected as tests."""
