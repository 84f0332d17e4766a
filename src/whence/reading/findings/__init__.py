"""Findings: what a careful editor would ask about."""
