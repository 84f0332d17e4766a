"""Every sample of every form, by file name."""

from tests.support.samples import apis, copies, databases, documents, feeds, lists, mail, tables, wires

EVERY = {
    name: sample
    for family in (apis, copies, databases, documents, feeds, lists, mail, tables, wires)
    for name, sample in family.SAMPLES.items()
}
