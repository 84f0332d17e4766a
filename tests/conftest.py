"""How Hypothesis runs: without a clock, so that a busy machine fails no law."""

from hypothesis import settings

settings.register_profile("whence", deadline=None)
settings.load_profile("whence")
