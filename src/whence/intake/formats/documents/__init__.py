"""Office files, paper and books: DOCX, ODT, RTF, PDF, spreadsheets, EPUB, subtitles."""
