"""Findings: questions that a careful editor would ask about a report."""
