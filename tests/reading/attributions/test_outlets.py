"""Which outlet publishes a report: from its dateline, its headline, its copyright line and its requests for comment."""

import pytest

from whence.reading.attributions.outlets import is_own, names_of_publisher
from whence.records.report import Report


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("HAMLIN, Va. (WQVY) - It was late.", ("WQVY",)),
        ("NORVIK, Mo. (KQOV.com) – It was late.", ("KQOV.com",)),
        ("HAMLIN, Va. (AP/WQVY) - It was late.", ("AP", "WQVY")),
        ("NORVIK (NewsChannel 5) - It was late.", ("NewsChannel 5",)),
        ("NORVIK (population 100) - It was late.", ()),
        ("NORVIK, Drovia (NRA) — It was late.", ("NRA",)),
        ("Norvik (Drovia), June 3, 2031 (NRA) - It was late.", ("NRA",)),
        ("Norvik (Drovia), June 3, 2031 (Radio Skerry) - It was late.", ("Radio Skerry",)),
        ("NORVIK (NRA) - which its mayor sold - was late.", ()),
        ("NORVIK (USA) - It was late.", ()),
        ("HARBOUR WORKERS UNION (HWU) - It was late.", ()),
        ("The union (NRA) - It was late.", ()),
        ("Two shot at bus stop - WQMV Channel 4\n\nIt was late.", ("WQMV",)),
        ("Two shot at bus stop - WQMV\n\nIt was late.", ("WQMV",)),
        ("Man held | KQOV.com\n\nIt was late.", ("KQOV.com",)),
        ("Man held - The Marram Gazette\n\nIt was late.", ("The Marram Gazette",)),
        ("Man held - Marram Daily News\n\nIt was late.", ("Marram Daily News",)),
        ("Man held - nobody was hurt\n\nIt was late.", ()),
        ("Virus spreads - WHO says it is late\n\nIt was late.", ()),
        ("It was late. Gadgetry reached out to Northarm for comment.", ("Gadgetry",)),
        ("It was late. Gadgetry reached out to the poor.", ()),
        ("It was late.\n\nStay with KQOV for updates.", ("KQOV",)),
        ("It was late.\n\nStay with KQOV 6 both on air and online.", ("KQOV 6",)),
        ("It was late.\n\nStay with people you know.", ()),
        ("It was late.\n\nRead or share this story: http://on.kqov.com/1Ab", ("kqov.com",)),
        ("It was late.\n\nRead or share this story: http://short.example/1Ab", ()),
        ("The union will sue, the Advertiser understands.", ("Advertiser",)),
        ("It was late. The Skerry Sentinel could not independently verify it.", ("Skerry Sentinel",)),
        ("It was late. The Skerry Ledger was unable to verify it.", ("Skerry Ledger",)),
        ("It was late. Northarm could not verify it.", ()),
        ("Skerry, the Council understands.", ()),
        ("The union, which Brandt understands well, will sue.", ()),
        ("HAMLIN (WQVY) - It was late. The Skerry Ledger could not verify it.", ("WQVY",)),
        ("HAMLIN (WQVY) - It was late. Gadgetry contacted Northarm for comment.", ("WQVY",)),
    ],
)
def test_a_page_tells_by_itself_which_outlet_publishes_it(text, names):
    assert names_of_publisher(Report(text=text)) == names


def test_a_site_is_the_same_outlet_as_its_station():
    assert is_own(["WQVY"], ["WQVY.com"])
    assert is_own(["KQOV.com"], ["KQOV"])
    assert is_own(["WQMV"], ["Channel 4"])
    assert not is_own(["WQVY"], ["KQOV.com"])
