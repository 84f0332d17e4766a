"""Texts of the invented reports in the samples of press databases."""

BODY = (
    "The council will shut the harbour in April, the mayor said.",
    "“Nobody asked us,” said Ana Brandt of the union.",
)
SECOND_BODY = ("Talks on the night ferry ended without a deal.", "They go on in May.")


def paragraphs(lines, attributes=""):
    return "".join(f"<p{attributes}>{line}</p>" for line in lines)
