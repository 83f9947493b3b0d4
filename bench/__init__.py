"""Measurements: how fast, how exact, beside what is usual."""
