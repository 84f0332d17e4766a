"""Appearances of a claim, written by hand in one line, and drawn at random."""

from hypothesis import strategies as st

from whence.linking.origins.owner_table import OwnerTable
from whence.records.links import Appearance, Copy, SourceStep
from whence.records.owners import OutletOwner
from whence.records.report import Span

LIND = SourceStep(source="s1", name="Tove Lind", kind="person", naming="named", entity="p:lind", spans=(Span(20, 29),))
OKAFOR = SourceStep(source="s2", name="Ines Okafor", kind="person", naming="named", entity="p:okafor")
OFFICIAL = SourceStep(source="s3", name="an official", kind="person", naming="withheld")
ENVOY = SourceStep(source="s4", name="an envoy", kind="person", naming="described")
MEMO = SourceStep(source="s5", name="a memo", kind="document", naming="described")
TREATY = SourceStep(source="s6", name="the Marram Treaty", kind="document", naming="named", entity="d:treaty")
TASS = SourceStep(source="s7", name="TASS", kind="organisation", naming="named", spans=(Span(12, 16),))
GAZETTE = SourceStep(source="s8", name="the Marram Gazette", kind="organisation", naming="named")
POST = SourceStep(source="s9", name="The Tidewater Post", kind="organisation", naming="named")
CLAIM = (Span(30, 60),)


def says(report, outlet, *steps, at=None, number=1, attributed=None, **others):
    """Make an appearance: without steps it is in the page's own voice, unless it is attributed to nobody."""
    return Appearance(
        id=f"{report}/a{number}",
        report=report,
        spans=CLAIM,
        is_attributed=bool(steps) if attributed is None else attributed,
        steps=steps,
        publisher=outlet,
        published=at,
        **others,
    )


def owned_by(owner, *outlets):
    """Make a table by which outlets have one owner; its first row is on line 2."""
    return OwnerTable(OutletOwner(line=line, outlet=outlet, owner=owner) for line, outlet in enumerate(outlets, 2))


_TIMES = st.sampled_from([None, "2031-03-04", "2031-03-04T09:30:00Z", "2031-03-05", "2031"])
_OUTLETS = st.sampled_from([None, "The Tidewater Post", "The Marram Gazette", "TASS", "Radio Marram"])
_STEPS = st.sampled_from([LIND, OKAFOR, OFFICIAL, ENVOY, MEMO, TREATY, TASS, GAZETTE, POST])
_SPANS = st.sampled_from([(), (Span(0, 40),), (Span(70, 90),)])


@st.composite
def claims(draw):
    """Draw the appearances of a claim in up to eight reports, and copies among these and others."""
    ids = [f"r:{number}" for number in range(1, draw(st.integers(1, 9)))]
    found = []
    for report in ids:
        outlet, at = draw(_OUTLETS), draw(_TIMES)
        agency = draw(st.sampled_from([None, None, None, "Reuters"]))
        for number in range(draw(st.integers(1, 3))):
            steps = draw(st.lists(_STEPS, max_size=3))
            attributed = bool(steps) or draw(st.booleans())
            found.append(says(report, outlet, *steps, at=at, number=number, attributed=attributed, agency=agency))
    pairs = st.permutations([*ids, "r:0", "r:00"]).map(lambda mixed: mixed[:2])
    orders = st.sampled_from([None, "time", "credit"])
    copies = [
        Copy(report=one, original=other, order=draw(orders), spans=draw(_SPANS), original_spans=draw(_SPANS))
        for one, other in draw(st.lists(pairs, max_size=5))
    ]
    return found, copies
