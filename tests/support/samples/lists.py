"""Invented samples of lists of addresses, by file name."""

from tests.support.samples.apis import ADDRESS, HEADLINE, OTHER_ADDRESS

__all__ = ["SAMPLES"]

BOOKMARKS = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
    <DT><H3 ADD_DATE="1930383000">Quay</H3>
    <DL><p>
        <DT><A HREF="{ADDRESS}?a=1&amp;b=2" ADD_DATE="1930383000" ICON="data:iVBO">{HEADLINE} - Post</A>
        <DT><A HREF="javascript:void(0)" ADD_DATE="1930383000">Clip</A>
        <DT><A HREF="place:sort=8" ADD_DATE="1930383000">Most visited</A>
    </DL><p>
    <DT><A HREF="{OTHER_ADDRESS}" ADD_DATE="1930383000">Union asks for talks</A>
</DL><p>
"""
POCKET = f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>Pocket Export</title></head>
<body><h1>Unread</h1><ul>
<li><a href="{ADDRESS}" time_added="1930383000" tags="">{HEADLINE}</a></li>
<li><a href="{OTHER_ADDRESS}" time_added="1930383000" tags="quay">Union asks for talks</a></li>
</ul></body></html>
"""
FACTS = (
    "<PAGE_AUTHORS>Ana Brandt;Li Wei</PAGE_AUTHORS><PAGE_PRECISEPUBTIMESTAMP>20310304093000</PAGE_PRECISEPUBTIMESTAMP>"
    f"<PAGE_TITLE>{HEADLINE} &#x2013; mayor</PAGE_TITLE>"
)
GKG_START = ["20310304114500-7", "20310304114500", "1", "tidewaterpost.example", ADDRESS]
GKG = "\t".join([*GKG_START, *[""] * 21, FACTS]) + "\n"
GKG += (
    "\t".join(["20310304114500-T8", "20310304114500", "2", "BBC Monitoring", "Quay Radio / 4 Mar", *[""] * 22]) + "\n"
)
EVENTS = "\t".join(["1234", "20310304", "203103", "2031", "2031.1726", *["x"] * 55, ADDRESS]) + "\n"
MENTIONS = "\t".join(["1234", "20310304113000", "20310304114500", "1", "tidewaterpost.example", ADDRESS, *["4"] * 10])
ZOTERO_HEAD = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","Url","Abstract Note","Date",'
    '"Date Added","Access Date","Language","Notes","File Attachments"'
)
ZOTERO_ROW = (
    f'"AB0CD","newspaperArticle","2031","Brandt, Ana Maria; Wei, Li","{HEADLINE}","The Tidewater Post","","{ADDRESS}",'
    '"The council will shut the harbour.","2031-03-04","2033-05-02 10:00:00","2033-05-02 10:00:00","en","","/quay.html"'
)
SAMPLES: dict[str, bytes] = {
    "addresses.txt": f"{ADDRESS}\n{OTHER_ADDRESS}\n".encode(),
    "bookmarks.html": BOOKMARKS.encode(),
    "ril_export.html": POCKET.encode(),
    "20310304114500.gkg.csv": GKG.encode(),
    "20310304114500.export.CSV": EVENTS.encode(),
    "20310304114500.mentions.CSV": MENTIONS.encode(),
    "zotero.csv": f"\ufeff{ZOTERO_HEAD}\n{ZOTERO_ROW}\n".encode(),
    "stories.csv": (
        "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        f"9f1,2031-03-04T09:11:02.12,en,tidewaterpost.example,tidewaterpost.example,2031-03-04,{HEADLINE},{ADDRESS}\n"
    ).encode(),
    "aggregator.csv": (
        "ID,TITLE,URL,PUBLISHER,CATEGORY,STORY,HOSTNAME,TIMESTAMP\n"
        f"1,{HEADLINE},{ADDRESS},The Tidewater Post,b,ddUyU0VZz0BRneMioxUPQVP6sIxvM,post.example,1930383000370\n"
    ).encode(),
    "artlist.csv": f"\ufeffURL,MobileURL,Date,Title\n{ADDRESS},,2031-03-04 11:45:00,{HEADLINE}\n".encode(),
    "part_000000.csv": f"title,url,time_added,tags,status\n{HEADLINE},{ADDRESS},1930383000,,unread\n".encode(),
}
