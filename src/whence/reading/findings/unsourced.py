"""Findings on claims without a source, and on documents that a reader cannot find."""

import re
from collections.abc import Collection, Iterator

from whence.language.english import HEARSAY
from whence.language.gazetteer import find_outlet
from whence.language.quotation_marks import Mark
from whence.language.words import sentence_around
from whence.reading.findings.case import Case, finding, in_headline, quoted
from whence.reading.findings.span_index import SpanIndex
from whence.records.ledger import Attribution, Finding, Source
from whence.records.report import Span

__all__ = ["unlinked_documents", "unseen_documents", "without_source"]

# Searches the text in lower case.
_HEARSAY = re.compile(
    # "Something that had been said before" tells nothing.
    rf"\b(?!been said\b(?! to\b| that\b))(?:{'|'.join(sorted(HEARSAY))}|supposedly|bandied about|"
    # "An alleged bribe" tells of it for the first time; "the alleged gang" and "22 alleged clients" do not.
    r"(?<=\ban )alleged (?!by)(?=\w)|"
    r"(?:is|are|was|were|been|(?<!to )be) (?:widely )?(?:said|believed|thought|understood|alleged|rumou?red|suspected|"
    r"accused|blamed|feared|dubbed|interpreted|(?:reported|claimed) (?:to|that|as))\b(?! by\b| and done\b)|"
    r"it (?:is|was|has been) (?:widely )?(?:said|believed|thought|claimed|alleged|understood|reported(?: that|,))|"
    r"(?<!he )(?<!i )(?<!they )(?<!once )(?:said|believed|thought|understood|reputed|tipped) to (?:be|have)\b(?= \w)|"
    r"\b(?:many|some|(?<!and )others|some people|many people|observers) (?:have )?"
    # "Some said they felt" tells of people who were told of before.
    r"(?:say|said|claim|claimed|argue|suspect)\b(?! (?:they|he|she)\b)|"
    r"(?<=\bit )(?:has|had) (?:since |also |now |only )?emerged\b(?= that\b)|"
    r"(?:(?:is|are|was|were|been) |(?<=, ))(?:conservatively )?estimated (?:to|that)\b|"
    r"unconfirmed reports|reports (?:suggest|say|claim|indicate|emerged)\w*|"
    r"according to reports(?! (?:from|by|in|of)\b)|"
    r"(?<!no )(?<!any )(?<!receiving )(?<!received )"
    # "Reports that question his past": they are about something, and what they say is not told.
    r"(?:reports|allegations|suggestions|claims|speculation|accusations|(?<!on )charges) that\b"
    r"(?! (?:question|show|suggest|say|claim|emerge|surface|have|were|are|had)\w*\b)|"
    r"(?<!to be )interpreted as|"
    # Rumours of which the report tells what they say.
    r"(?<!this )(?<!that )rumou?rs?(?: (?:have |had )?(?:suggest|say|said|claim|hint|indicat)\w*|(?: \w+){0,5}? that\b|"
    r"(?= (?:he|she|it|they|the \w+) (?:is|are|was|were|will|would|has|have|had|may|might|could|plans?)\b)))"
)


_OPEN_HEARSAY = HEARSAY | {
    "supposedly", "bandied", "alleged", "is", "are", "was", "were", "been", "be", "it", "said", "believed", "thought",
    "understood", "reputed", "tipped", "many", "some", "others", "observers", "has", "had", "conservatively",
    "estimated", "unconfirmed", "reports", "according", "allegations", "suggestions", "claims", "speculation",
    "accusations", "charges", "interpreted", "rumor", "rumors", "rumour", "rumours",
}  # fmt: skip
"""Every match begins with one of these words."""
# "None has ever been reported to", "was not thought to be".
_NOT = re.compile(r"\b(?:no|none|nobody|never|not|nor|neither)\b (?:\w+ ){0,3}$|n[’']t (?:\w+ ){0,3}$")
# What is believed where the police are in the same sentence is believed by the police.
_BELIEVED = re.compile(r"believed|thought|understood|suspected|feared")
_INVESTIGATES = re.compile(r"\b(?:police|suspects?|detectives|investigators|prosecutors|sheriff|authorities)\b")
_POLICE_SAY = re.compile(
    r"\b(?:police|sheriff|deputies|detectives|investigators|authorities|officials)\b[^.\n]{0,80}"
    r"\b(?:sa(?:y|ys|id)|told|according|alleged?|believe)\b|"
    r"\b(?:said|say|says|told|according to)\b[^.\n]{0,60}"
    r"\b(?:police|sheriff|deputies|detectives|investigators|authorities)\b"
)
_NAME = re.compile(r"\s(?:the |an? )?[“\"‘']?[A-Z]")
_ACCORDING_NEXT = re.compile(r"\s+according to (?!reports\b)")
_ACCORDING = re.compile(r"\baccording to (?!reports\b)")
# Of whoever is charged, the report has told who says so: the police and the prosecutors.
_OF_A_CHARGE = re.compile(r"alleged(?:ly)?|(?:is|are|was|were|been|be) (?:accused|alleged|suspected)")
_CHARGED = re.compile(
    r"\b(?:prosecutors?|indict(?:ed|ment)|arraign\w+|affidavits?|criminal complaint|"
    r"(?:arrest|charging|court) (?:documents?|records?|reports?)|(?:charged|charges|counts?) (?:with|of|against)|"
    r"facing (?:\w+ )?charges|"
    r"(?:was|were|been) (?:arrested|charged|convicted|jailed)|(?:headed|going) to trial|pleaded (?:not )?guilty|"
    r"(?:suspects?|men|women) (?:are|were) (?:\w+ )?in (?:custody|detention))\b"
)
# What an editor can find without being told where: what a police or court keeps, what is sent to everybody, laws, and
# what the page shows.
_OPEN = re.compile(
    r"\b(?:law|laws|statute|constitution|releases?|videos?|footage|photos?|photographs?|pictures?|images?|signs?|ads?|"
    r"advert\w*|commercials?|transcripts?|^reports|(?:media|news|press|early|recent) reports?|"
    r"(?:police|incident|congressional|parliamentary|senate|government) (?:\w+ )?reports?|web ?sites?|"
    r"(?:court|charging|arrest|public|jail|police|online|regulatory|securities|property|business|voting|fundraising|"
    r"(?:campaign[- ])?finance) (?:\w+ )?"
    r"(?:documents?|records?|papers?|paperwork|filings?|reports?)|^records$|testimon(?:y|ies)|affidavits?|complaints?|indictments?)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:the|an)\s$", re.IGNORECASE)
# "Is said in the documents to have", "in a report in the Tide, he is said to have".
_IN_A_DOCUMENT = re.compile(
    r"\s+(?:in|by) (?:the |an? |these |those |its )?(?:\w+ ){0,2}"
    r"(?:documents?|files?|papers|records?|reports?|filings?)\b"
)
_IN_A_REPORT = re.compile(r"\bin an? (?:\w+ )?(?:report|article|interview) (?:in|by|from|on|with|published)\b")
# "Was accused on Monday by prosecutors", and not "is believed to have left by boat".
_BY = re.compile(r"\s+(?:(?!to\b|that\b|of\b|for\b)\w+ ){0,4}by\b")
# "The new poll of sailors": the one that the report is about.
_THE_POLL = re.compile(r"(?:the|this) (?:[\w-]+ )?(?:poll|survey)\b", re.IGNORECASE)
_SHORT = 4
# A link, or a number in brackets that a list of references explains: "[4]", "(8, 9)".
_REFERENCE = re.compile(r"http|[(\[]\d{1,3}(?:, ?\d{1,3})*[)\]]")
_APPEARED = re.compile(
    r"\b(?:entitled|titled|in the (?:\w+ )?(?:j|(?:[A-Z]\w+ ){0,4}?J)ournal|"
    r"(?:writing|reporting|appear(?:ing|s|ed)) in (?:[Tt]he [A-Z]|Nature\b|Science\b)|"
    r"published (?:\w+ ){0,4}?(?:in|by) (?:the )?[A-Z])"
)
# "The findings were published on Monday in the journal Tides".
_APPEARED_LATER = re.compile(
    r"\b[Tt]he (?:findings|results|study|paper|research|report|analysis) (?:was|were|is|are|has been|have been) "
    r"(?:\w+ ){0,2}published [^\n]{0,40}?\b(?:in|by) (?:the )?(?:\w+ )?[A-Z]"
)
# "Leaked files from the Marram bank": whose they are is told.
_WHOSE = re.compile(r" (?:from|of) (?:the |an? )?(?:[a-z-]+ ){0,2}[A-Z]")
# What stands for something else, and what is no document: "those in favour", "the evidence from trade".
_NO_DOCUMENT = re.compile(
    r"^(?:those|this|that|these|which|who\w*|what|it)\b(?! \w+$)|\b(?:evidence|words|forecasts?)\b|"
    r"\b(?:[a-z]+day|night|morning|election|vote)(?:[’']s)? results$|"
    # What is written on a thing.
    r"\b(?:notes?|messages?|banners?|placards?|stickers?|graffiti)$|"
    # What is no document, or stands with its issuer in the next words: an inquiry, a law, a novel, the news itself.
    r"\b(?:(?:preliminary|initial|police|early|further) (?:investigations?|findings|reports)|^findings|tweets?|posts?|"
    r"lawsuits?|proposals?|petitions?|editorials?|stor(?:y|ies)|headlines|novels?|warrants?|insiders|witnesses)\b|"
    r"(?<!official )\bfigures$|"
    r"\b(?:bank|offshore|savings|media|twitter) accounts$",
    re.IGNORECASE,
)
# "Recent polls", "other studies": the ones that are named elsewhere are not all of them.
_SEVERAL = re.compile(r"^(?:[a-z-]+ ){0,2}(?:polls|polling|studies|surveys|statistics|estimates)\b", re.IGNORECASE)
_POLL = re.compile(r"(?<!exit )\b(?:polls?|polling|surveys?|ratings)\b", re.IGNORECASE)
_NAMED_POLL = re.compile(
    r"\b(?:[A-Z][\w/.’'-]+ )+(?:rolling |tracking |national |state )?(?:[Pp]oll(?:ing)?|[Ss]urvey|average)\b|"
    r"\b(?:poll|survey|average)(?: \w+){0,2} (?:by|from|of|for) (?:the )?[A-Z]|\bconducted by\b|"
    r"\baccording to (?:the )?(?:[A-Z]\w+ ){0,3}(?:Gallup|Quinnipiac|University)\b"
)
_SENTENCES_OF_POLLS = 3
# What only a few have seen, whether it is cited or only told of: "documents obtained by the Post", "an internal memo".
_UNSEEN = re.compile(
    r"\b(?:(?:internal|leaked|confidential|unpublished|unreleased) "
    r"(?:(?!the |an? |and |in |to |of )[a-zA-Z-]+ ){0,2}?"
    r"(?:documents?|memos?|memorand(?:um|a)|e-?mails?|letters?|files?|reports?|recordings?|transcripts?|assessments?)|"
    r"(?:documents?|memos?|e-?mails?|letters?|files?|records|recordings?|transcripts?|reports?|messages) "
    r"(?:(?!(?:was|were|is|are|had|has|have|be) )\w+ ){0,3}?(?:obtained|seen|reviewed|viewed|leaked)"
    r"(?: exclusively)? (?:by|to) "
    r"(?:us|this (?:reporter|newspaper|paper)|(?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+){0,3}))\b"
)


# "A letter signed by seven physicians": whose it is.
_SIGNED = re.compile(r"\bsigned by\b")
# Documents that everybody may see by now, or will.
_RELEASED = re.compile(
    r"\b(?:releas(?:e|es|ed|ing)|publish(?:es|ed|ing)?|post(?:s|ed)|made public|WikiLeaks|Wikileaks|"
    r"(?:became|become) public)\b"
)


def unlinked_documents(case: Case) -> Iterator[Finding]:
    """Find documents that the report relies on but does not identify."""
    named = [one.name.casefold() for one in case.assembly.sources if one.kind == "document" and one.naming == "named"]
    titles = "\n".join(named)
    is_told_later = _APPEARED_LATER.search(case.text) is not None
    for source in case.assembly.sources if not is_told_later else ():
        said = case.said_by(source)
        if not said or source.kind != "document" or source.naming == "named" or source.is_unresolved:
            continue
        shown = case.shown(said[0].source_spans)
        if (
            _is_in_quotation(case, said[0])
            or _is_anothers(case, said[0])
            or (_OPEN.search(shown) and not _UNSEEN.search(shown))
            or _NO_DOCUMENT.search(shown)
            or _is_told_before(case, source, said[0], titles)
            or _is_poll_named_next(case, said[0], shown)
        ):
            continue
        if not _is_referred_to(case, said[0]):
            name = source.name.removeprefix("that ")
            note = f"Which document is {quoted(name)}? No title, issuer or link was found."
            yield finding("unlinked-document", said[0].source_spans, note, said)


def _is_anothers(case: Case, one: Attribution) -> bool:
    """Check for a document of whoever cites it, "the agency said that its analysis showed", or of who signed it."""
    around = case.around(one)
    outer = case.sources.get(around.source or "") if around else None
    is_its = outer is not None and outer.kind == "organisation" and outer.naming == "named"
    return is_its or _SIGNED.search(case.shown(one.source_spans)) is not None


def _is_in_quotation(case: Case, one: Attribution) -> bool:
    """Check whether it is somebody quoted who cites the document: "We did some research that shows it"."""
    return case.assembly.document.words.marks[_first_word(case, one)] == Mark.INSIDE


def _is_referred_to(case: Case, one: Attribution) -> bool:
    """Check for a link or a footnote in the sentence of a document, and for where it appeared in that or the next."""
    words = case.assembly.document.words
    start, end = sentence_around(words, _first_word(case, one))
    _, after = sentence_around(words, min(end, len(words) - 1))
    sentence = case.text[words.starts[start] : words.ends[end - 1]]
    nearby = case.text[words.starts[start] : words.ends[after - 1]]
    return bool(_REFERENCE.search(sentence) or _APPEARED.search(nearby))


def unseen_documents(case: Case) -> Iterator[Finding]:
    """Find documents that only a few have seen, in one finding; one that is cited is asked about as such."""
    cited = SpanIndex(
        (span, None) for source in case.assembly.sources if source.kind == "document" for span in source.mentions
    )
    unseen = (Span(*match.span()) for match in _UNSEEN.finditer(case.text))
    unseen = (span for span in unseen if not in_headline(case, span) and not _WHOSE.match(case.text, span.end))
    unseen = (span for span in unseen if not _RELEASED.search(case.sentence_of(span).of(case.text)))
    spans = [span for span in unseen if not cited.touches(span)]
    if spans:
        told: dict[str, str] = {}
        for span in spans:
            told.setdefault(case.shown((span,)).casefold(), case.shown((span,)))
        shown = " and ".join(map(quoted, told.values()))
        note = f"May a reader see {shown}? If not, who holds it, and how was it checked?"
        yield finding("unlinked-document", spans, note)


def _is_poll_named_next(case: Case, one: Attribution, shown: str) -> bool:
    """Check for polls of which this or one of the next two sentences names one: "Polls differ. A Tide poll has …"."""
    if not _POLL.search(shown):
        return False
    words = case.assembly.document.words
    place = (one.source_spans or one.cue_spans)[-1]
    end = _first_word(case, one)
    for _ in range(_SENTENCES_OF_POLLS):
        end = sentence_around(words, min(end, len(words) - 1))[1]
    return bool(_NAMED_POLL.search(case.text, place.end, words.ends[min(end, len(words)) - 1]))


def _is_told_before(case: Case, source: Source, one: Attribution, titles: str) -> bool:
    """Check whether a document is identified elsewhere in the report: "the letter", or "a new poll" named later.

    Args:
        case: The report.
        source: The document.
        one: The first attribution to it.
        titles: The names of the named documents, in lower case, one per line.
    """
    shown = case.shown(one.source_spans)
    noun = shown.split()[-1].casefold().rstrip("s") if shown else ""
    if case.is_in_headline(one) or (noun and noun in titles and not _SEVERAL.match(shown)):
        return True
    if re.search(r"\b(?:by|from) (?:his|her|its|their) (?:\w+ )?\w+$", shown, re.IGNORECASE):
        return True  # "a statement from his office": the issuer is given.
    if re.match(r"(?:no|his|her|its|their)\b|the \w+ (?:of|by)\b|.*\bstatements?$", shown, re.IGNORECASE):
        return True  # A statement belongs to whoever issued it.
    back = re.match(
        r"(?:the|this|that(?! \w+s$)|these|those|its|his|her|their|both)\b|\w+[’']s\b|.+ and ", shown, re.IGNORECASE
    )
    return bool(back) and (len(source.name.split()) <= _SHORT or _THE_POLL.match(shown) is not None)


def _first_word(case: Case, one: Attribution) -> int:
    place = (one.source_spans or one.cue_spans)[0]
    return case.assembly.document.words.covering(place.start, place.end)[0]


def without_source(case: Case) -> Iterator[Finding]:
    """Find hearsay: claims such as "allegedly" without a source."""
    contents = SpanIndex((span, None) for one in case.sourced for span in one.content_spans)
    source_ends = {span.end for one in case.sourced for span in one.source_spans}
    is_charged = bool(_CHARGED.search(case.lowered_text))
    told: dict[str, Span] = {}
    for match in case.assembly.document.words.matches(_HEARSAY, case.lowered_text, _OPEN_HEARSAY):
        span = Span(match.start(), match.start() + len(match.group().rstrip()))
        if in_headline(case, span) or contents.touches(span) or _is_somebodys(case, span, source_ends):
            continue
        sentence = case.sentence_of(span)
        of_charge = _OF_A_CHARGE.fullmatch(span.of(case.lowered_text))
        if (of_charge and (is_charged or _is_by_police(case, sentence))) or _is_no_hearsay(case, span, sentence):
            continue
        if _goes_on(case, sentence) or _ACCORDING_NEXT.match(case.lowered_text, sentence.end):
            continue
        if told.setdefault(sentence.of(case.text), sentence) != sentence:
            continue  # A caption repeats it.
        note = f"Who says so? No source was found for {quoted(case.shown((span,)))}."
        yield finding("no-source", (span,), note, case.cues.over(span))


def _goes_on(case: Case, sentence: Span) -> bool:
    """Check whether a sentence goes on with what the one before told as a source's: "They came at noon, he said."."""
    words = case.assembly.document.words
    first = words.covering(sentence.start, sentence.end)[0]
    start, end = sentence_around(words, max(0, first - 1))
    is_before = end <= first and words.paragraphs[start] == words.paragraphs[first]
    told = case.sourced_cues.over(Span(words.starts[start], words.ends[end - 1])) if is_before else ()
    return any(one.cue_spans and one.content_spans[-1].end <= one.cue_spans[-1].start for one in told)


def _is_by_police(case: Case, sentence: Span) -> bool:
    """Check for police, or whoever else accuses by office, who say something right before or after a sentence."""
    words = case.assembly.document.words
    first, end = words.covering(sentence.start, sentence.end)
    start = sentence_around(words, max(0, first - 1))[0]
    stop = sentence_around(words, min(end, len(words) - 1))[1]
    return bool(_POLICE_SAY.search(case.lowered_text, words.starts[start], words.ends[stop - 1]))


def _is_no_hearsay(case: Case, span: Span, sentence: Span) -> bool:
    """Check for words that are negated, a quotation's, or a name's, and for what those believe who investigate."""
    words = case.assembly.document.words
    at = words.covering(span.start, span.end)[0]
    told = sentence.of(case.lowered_text)
    is_negated = _NOT.search(case.lowered_text[sentence.start : span.start])
    is_theirs = _BELIEVED.search(span.of(case.lowered_text)) and _INVESTIGATES.search(told)
    is_name = span.of(case.lowered_text).endswith("dubbed") and _NAME.match(case.text, span.end)
    is_told = _ACCORDING.search(told) or _IN_A_REPORT.search(told) or _IN_A_DOCUMENT.match(case.lowered_text, span.end)
    return words.marks[at] == Mark.INSIDE or bool(is_negated or is_theirs or is_name or is_told)


def _is_somebodys(case: Case, span: Span, source_ends: Collection[int]) -> bool:
    """Check whether hearsay has a source: "by" somebody, an outlet in its sentence, or a source right before it."""
    words, text = case.assembly.document.words, case.text
    # "The prosecutor alleged that", but "the alleged bribe".
    if span.of(text).lower() == "alleged":
        is_told_of = _ARTICLE.search(text[max(0, span.start - 4) : span.start])
        return not is_told_of and span.start - 1 in source_ends
    run = sentence_around(words, words.covering(span.start, span.end)[0])
    if _BY.match(text[span.end : words.ends[run[1] - 1]]):
        return True
    document = case.assembly.document
    return any(find_outlet(document.shown((name.start, name.end))) for name in document.names_in(run))
