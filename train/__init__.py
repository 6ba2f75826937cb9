"""Learning the parameters of ``sijill.names`` from CSV files of name pairs. Not part of what is installed."""
