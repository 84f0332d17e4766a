"""The addresses of all views of a desk, with something to show at each."""

from urllib.parse import urlencode

from whence.serving.view_table import VIEWS


def addresses_of(archive, query=""):
    """Find an address of every view: of one item, that of most reports, or with most to show.

    Args:
        archive: The archive, which is linked.
        query: The words to search for.

    Returns:
        Path and query, by the name of the view.
    """
    # The report that most is found in.
    report = max(archive.reports(), key=lambda held: (held.findings, held.attributions)).id
    ids = {
        "claim": archive.claims(min_reports=1)[0].claim.id,
        "story": archive.stories(min_reports=1)[0].id,
        "source": next(one.entity for one in archive.sources() if one.entity),
        "report": report,
        "review": report,
    }
    queries = {
        "search": {"q": query},
        "stories": {"min-reports": 1},
        "claims": {"min-reports": 1},
        "outlet": {"name": archive.publishers()[0].name},
    }
    addresses = {}
    for view in VIEWS:
        written = urlencode(queries.get(view.name, {}))
        path = view.path.replace("{id}", ids.get(view.name, ""))
        addresses[view.name] = f"{path}?{written}" if written else path
    return addresses
