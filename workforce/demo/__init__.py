"""The whole product on one machine with nothing else installed: what `bin/run` starts."""
