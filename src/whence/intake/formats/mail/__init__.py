"""Mail and saved pages in one file: EML, MBOX, MHTML, web archives of browsers."""
