"""People, organisations and documents: which sources of many reports are one."""
