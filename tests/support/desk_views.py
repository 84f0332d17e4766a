"""The addresses of all views of a desk, with something to show at each."""

from urllib.parse import urlencode

from whence.serving.view_table import VIEWS


def addresses_of(archive, query=""):
    """Find an address of every view: of one item, that of most reports, or with most to show.

    Args:
        archive: The archive.
        query: The words to search for.

    Returns:
        Path and query, by the name of the view; views of one item only if the archive has one.
    """
    # The report that most is found in.
    report = max(archive.reports(), key=lambda held: (held.findings, held.attributions)).id
    ids = {
        "claim": [one.claim.id for one in archive.claims(min_reports=1, limit=1)],
        "story": [one.id for one in archive.stories(min_reports=1, limit=1)],
        "source": [one.entity for one in archive.sources() if one.entity],
        "report": [report],
        "review": [report],
    }
    queries = {
        "search": {"q": query},
        "stories": {"min-reports": 1},
        "claims": {"min-reports": 1},
        "outlet": {"name": archive.publishers(limit=1)[0].name},
    }
    addresses = {}
    for view in VIEWS:
        own = next(iter(ids.get(view.name, [])), None)
        if view.has_id and own is None:
            continue
        written = urlencode(queries.get(view.name, {}))
        path = view.path.replace("{id}", own or "")
        addresses[view.name] = f"{path}?{written}" if written else path
    return addresses
