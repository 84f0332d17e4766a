from bench.same_everywhere import compare


def form(text, *said):
    return {
        "whence": "0.1.0",
        "engine": "ONNX Runtime 1.20.1",
        "report": {"text": text},
        "attributions": [
            {"source_spans": [[0, at]], "cue_spans": [[at, 9]], "content_spans": [], "confidence": sure}
            for at, sure in said
        ],
    }


def test_ledgers_are_alike_if_no_number_is_further_apart_than_a_hundredth():
    here = [form("Tide late.", (4, 0.912), (5, 0.5)), form("Boats in.", (3, 0.7)), form("Nets dry.", (2, 0.4))]
    there = [form("Nets dry.", (2, 0.4)), form("Tide late.", (4, 0.916), (6, 0.5)), form("Boats in.", (3, 0.72))]
    assert compare(here, there) == {
        "engine": "ONNX Runtime 1.20.1",
        "reports": 3,
        "attributions_alike": 0.6,
        "ledgers_alike": 1,
        "largest_difference": 0.02,
    }


def test_the_engine_may_be_another():
    newer = form("Tide late.", (4, 0.91)) | {"engine": "ONNX Runtime 1.32.0", "whence": "0.2.0"}
    assert compare([form("Tide late.", (4, 0.91))], [newer])["ledgers_alike"] == 1
