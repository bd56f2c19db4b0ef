"""Measures speed, each thing against a plain one run beside it. `bin/bench` calls it."""
