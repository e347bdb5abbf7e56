"""Load → resolve → project, with progress; and the figures of what is held."""
