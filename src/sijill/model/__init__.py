"""The words of the design as frozen types; no I/O, standard library only."""
