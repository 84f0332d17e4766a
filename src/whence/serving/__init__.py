"""The desk: an archive in the browser, as pages and as JSON."""
