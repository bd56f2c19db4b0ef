"""Demonstration data: made-up offices, people and three months of their interviews, lived through by the real code."""
