"""The command line: one module a command; reads the clock and the environment, prints, and exits."""
