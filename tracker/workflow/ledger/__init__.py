"""The ledger in use: opened, imported into, read back, undone, taken out and put back; a module each.

Nothing is imported here: reading rows back must not wait for what an import needs.
"""
