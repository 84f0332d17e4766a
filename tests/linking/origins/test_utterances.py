"""Reports that quote the same words: whom one does not name, another does."""

from dataclasses import replace

from tests.support.appearances import LIND, OFFICIAL, OKAFOR, says
from whence.linking.origins.origins import find_origins


def test_who_is_quoted_without_a_name_is_whom_others_name_for_the_same_words():
    said = [says("r:1", "Herald", OFFICIAL), says("r:2", "Gazette", LIND), says("r:3", "Radio")]
    said[2] = replace(said[2], is_attributed=True)
    found = find_origins(said, utterances={one.id: 7 for one in said})
    assert (found.least, found.most, [origin.node for origin in found.origins]) == (1, 1, ["p:lind"])
    assert [(one.kind, one.item, one.into) for one in found.collapses] == [
        ("named elsewhere", "r:1/s3", "p:lind"),
        ("named elsewhere", "r:3", "p:lind"),
    ]
    (edge,) = (one for one in found.edges if one.start == "r:1/s3")
    assert [one.report for one in edge.evidence] == ["r:2"]


def test_whom_two_reports_name_otherwise_or_have_through_somebody_stays_unnamed():
    said = [says("r:1", "Herald", OFFICIAL), says("r:2", "Gazette", LIND), says("r:3", "Radio", OKAFOR)]
    of_two = find_origins(said, utterances={one.id: 7 for one in said})
    of_others = find_origins(said[:2], utterances={said[0].id: 7, said[1].id: 8})
    through = [says("r:1", "Herald", OKAFOR, OFFICIAL), said[1]]
    relayed = find_origins(through, utterances={one.id: 7 for one in through})
    assert [(one.least, one.most) for one in (of_two, of_others, relayed)] == [(2, 3), (1, 2), (1, 2)]
