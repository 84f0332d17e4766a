"""Links among the reports of an archive, kept up to date: stories, copying, quotations, claims and people."""
