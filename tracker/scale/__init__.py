"""More than one process does in time, and more than one machine holds: work parted, and engines for tables."""
