"""What people promise, what they report, and what the engine says of it: values, checked on the way in."""
