"""The corpora that teach names and references, read from small invented pieces of them."""

import gzip

from training.conllu import read_documents
from training.entities import read_gap, read_gum, read_places, read_uner, read_wikigold
from training.marked import Habit

GUM = """\
# newdoc id = tide
# newpar
# sent_id = tide-1
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new-sss-cf1-2-coref
2\tpilot\tpilot\tNOUN\tNN\t_\t5\tnsubj\t_\t_
3\tAna\tAna\tPROPN\tNNP\t_\t2\tappos\t_\tEntity=(1-person-giv:act-sss-cf1-1,2-appos
4\tBrandt\tBrandt\tPROPN\tNNP\t_\t3\tflat\t_\tEntity=1)1)
5\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
6\tMarram\tMarram\tPROPN\tNNP\t_\t5\tobj\t_\tEntity=(2-place-new-sss-cf2-1-sgl)|SpaceAfter=No
7\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

# newpar
# sent_id = tide-2
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-sss-cf1-1-ana)
2\tslept\tsleep\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


def shown(marked):
    texts = marked.words.texts
    names = [(" ".join(texts[slice(*name.at)]), name.kind) for name in marked.names or ()]
    references = [
        (texts[one.asked], sorted(texts[i] for i in one.right), sorted(texts[i] for i in one.wrong))
        for one in marked.references
    ]
    return names, references


def test_a_document_of_gum_is_its_text_with_mentions_in_it():
    (document,) = read_documents(GUM)
    assert document.text == "The pilot Ana Brandt left Marram.\nShe slept."
    assert [(document.text[slice(*m.span)], m.entity, m.kind) for m in document.mentions] == [
        ("Ana Brandt", "1", "person"),
        ("The pilot Ana Brandt", "1", "person"),
        ("Marram", "2", "place"),
        ("She", "1", "person"),
    ]


def test_gum_gives_names_and_what_pronouns_and_descriptions_mean(tmp_path):
    (tmp_path / "tide.conllu.gz").write_bytes(gzip.compress(GUM.encode()))
    (tmp_path / "names.jsonl").write_text('{"names": [[10, 20, 0], [26, 32, 2]]}\n', "utf-8")
    (marked,) = read_gum(tmp_path, tmp_path / "names.jsonl")
    names, references = shown(marked)
    assert marked.habit == Habit.UNER
    assert names == [("Ana Brandt", 0), ("Marram", 2)]
    assert ("She", ["Ana", "Brandt", "pilot"], []) in references
    assert ("pilot", ["Ana", "Brandt", "She"], []) in references


def test_uner_gives_names_of_persons_organisations_and_places(tmp_path):
    path = tmp_path / "half.iob2"
    path.write_text(
        "# newdoc id = d1\n# sent_id = d1-1\n# text = Ana Brandt left Marram.\n"
        "1\tAna\tB-PER\t-\tx\n2\tBrandt\tI-PER\t-\tx\n3\tleft\tO\t-\tx\n4\tMarram\tB-LOC\t-\tx\n5\t.\tO\t-\tx\n\n"
        "# sent_id = d1-2\n# text = Northarm agreed.\n1\tNortharm\tB-ORG\t-\tx\n2\tagreed\tO\t-\tx\n3\t.\tO\t-\tx\n\n",
        "utf-8",
    )
    (marked,) = read_uner(path)
    assert shown(marked) == ([("Ana Brandt", 0), ("Marram", 2), ("Northarm", 1)], [])


def test_what_the_guideline_holds_for_a_place_is_one(tmp_path):
    path = tmp_path / "half.iob2"
    path.write_text(
        "# newdoc id = d1\n# text = We ate at Marram.\n1\tWe\tO\t-\tx\n2\tate\tO\t-\tx\n3\tat\tO\t-\tx\n"
        "4\tMarram\tB-ORG\t-\tx\n5\t.\tO\t-\tx\n\n",
        "utf-8",
    )
    (tmp_path / "places.jsonl").write_text('{"text": 0, "at": [3]}\n', "utf-8")
    (marked,) = read_uner(path, read_places(tmp_path / "places.jsonl"))
    assert shown(marked) == ([("Marram", 2)], [])


def test_wikigold_gives_names_without_the_miscellaneous(tmp_path):
    path = tmp_path / "wikigold.txt"
    path.write_text("Ana I-PER\nBrandt I-PER\nleft O\nthe O\nDrovian I-MISC\nMole I-LOC\n. O\n\n", "utf-8")
    (marked,) = read_wikigold(path)
    assert shown(marked) == ([("Ana Brandt", 0), ("Mole", 2)], [])


def test_gap_gives_the_right_name_or_two_wrong_ones(tmp_path):
    path = tmp_path / "part.tsv"
    text = "Ana met Rosa. Rosa sang, and she laughed."
    head = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
    row = f"\t{text}\tshe\t29\tAna\t0\tFALSE\tRosa\t8\t"
    path.write_text(f"{head}1{row}TRUE\tu\n2{row}FALSE\tu\n", "utf-8")
    first, second = read_gap(path)
    assert shown(first) == ([], [("she", ["Rosa", "Rosa"], [])])
    assert shown(second) == ([], [("she", [], ["Ana", "Rosa", "Rosa"])])
    assert {first.words.texts[i] for i in first.references[0].ignored} == {"she"}
