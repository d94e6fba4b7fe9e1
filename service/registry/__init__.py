"""The registry in use: files read in, works reconciled, the starter registry made."""
