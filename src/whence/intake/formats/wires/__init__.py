"""Newswires: items of agencies, in XML, JSON and the older text forms."""
