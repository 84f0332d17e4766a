"""Linking reports over many machines: the plans around the functions by which one machine links."""
