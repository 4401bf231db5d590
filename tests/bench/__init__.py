"""Measurements, run by hand; no test counts on their figures."""
