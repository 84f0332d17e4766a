"""Invented samples of the forms in `whence.intake.formats.apis`, by file name."""

import json

__all__ = ["ADDRESS", "BODY", "PARAGRAPHS", "SAMPLES", "as_json"]

PARAGRAPHS = (
    "QUAYSIDE – The council will shut the harbour in April, its mayor Ines Okafor said on Tuesday.",
    "The union called the step hasty. “Nobody asked us,” its secretary Li Wei said.",
)
BODY = "\n\n".join(PARAGRAPHS)
MARKUP = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HEADLINE = "Harbour to close in April"
ADDRESS = "https://tidewaterpost.example/2031/03/harbour"
OTHER_ADDRESS = "https://quayherald.example/news/4"


def as_json(value):
    """Write JSON as most programs do."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


ROW = {
    "title": HEADLINE,
    "outlet": "The Tidewater Post",
    "author": "Ana Brandt",
    "date": "2031-03-04",
    "url": ADDRESS,
    "content": BODY,
}
OTHER_ROW = {**ROW, "title": "Union asks for talks", "outlet": "The Quay Herald", "url": OTHER_ADDRESS}
NEWS_API = {
    "status": "ok",
    "totalResults": 2,
    "articles": [
        {
            "source": {"id": None, "name": "The Tidewater Post"},
            "author": "Ana Brandt",
            "title": HEADLINE,
            "description": PARAGRAPHS[0],
            "url": ADDRESS,
            "urlToImage": None,
            "publishedAt": "2031-03-04T09:30:00Z",
            "content": BODY.replace("\n\n", "\r\n"),
        },
        {
            "source": {"id": "quay-herald", "name": "The Quay Herald"},
            "author": None,
            "title": "Union asks for talks",
            "description": "The union wants to be heard.",
            "url": OTHER_ADDRESS,
            "urlToImage": None,
            "publishedAt": "2031-03-05T17:05:00Z",
            "content": "The union wants to be heard before the council votes, its secre… [+1834 chars]",
        },
    ],
}
GUARDIAN = {
    "response": {
        "status": "ok",
        "total": 1,
        "results": [
            {
                "id": "world/2031/mar/04/harbour",
                "type": "article",
                "sectionName": "World",
                "webPublicationDate": "2031-03-04T09:30:00Z",
                "webTitle": HEADLINE,
                "webUrl": ADDRESS,
                "apiUrl": "https://content.tidewaterpost.example/world/2031/mar/04/harbour",
                "fields": {
                    "headline": HEADLINE,
                    "byline": "Ana Brandt and Li Wei in Quayside",
                    "publication": "The Tidewater Post",
                    "body": MARKUP + "<figure><figcaption>The quay on Monday.</figcaption></figure>",
                    "bodyText": BODY.replace("\n\n", " "),
                },
                "tags": [{"id": "world/ports", "webTitle": "Ports", "webUrl": "https://tidewaterpost.example/ports"}],
            }
        ],
    }
}
NEWS_PLEASE = {
    "authors": ["Ana Brandt"],
    "date_download": "2033-05-02 10:00:00",
    "date_modify": None,
    "date_publish": "2031-03-04 09:30:00",
    "description": PARAGRAPHS[0],
    "filename": "harbour.json",
    "language": "en",
    "maintext": BODY.replace("\n\n", "\n"),
    "source_domain": "tidewaterpost.example",
    "title": HEADLINE,
    "url": ADDRESS,
}
TRAFILATURA = {
    "title": HEADLINE,
    "author": "Ana Brandt; Li Wei",
    "hostname": "tidewaterpost.example",
    "date": "2031-03-04",
    "fingerprint": "1f2e3d4c5b6a7988",
    "id": None,
    "license": None,
    "comments": "First!",
    "raw_text": BODY.replace("\n\n", " "),
    "text": BODY.replace("\n\n", "\n"),
    "language": "en",
    "filedate": "2033-05-02",
    "source": ADDRESS,
    "source-hostname": "The Tidewater Post",
    "excerpt": PARAGRAPHS[0],
    "categories": "",
    "tags": "",
}
SCHEMA_ORG = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "articleBody": BODY,
    "author": [{"@type": "Person", "name": "Ana Brandt"}, {"@type": "Organization", "name": "Tide Desk"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "The Tidewater Post"},
    "datePublished": "2031-03-04T09:30:00Z",
    "mainEntityOfPage": {"@type": "WebPage", "@id": ADDRESS},
    "inLanguage": "en-GB",
}
NEW_YORK = {
    "status": "OK",
    "copyright": "Nobody",
    "response": {
        "docs": [
            {
                "web_url": ADDRESS,
                "snippet": PARAGRAPHS[0],
                "lead_paragraph": PARAGRAPHS[0],
                "source": "The Tidewater Post",
                "headline": {"main": HEADLINE, "kicker": None, "print_headline": "Harbour Shut"},
                "pub_date": "2031-03-04T09:30:00+0000",
                "byline": {"original": "By Ana Brandt", "person": [{"firstname": "Ana", "lastname": "Brandt"}]},
                "document_type": "article",
            }
        ],
        "meta": {"hits": 1, "offset": 0},
    },
}
EVENT_REGISTRY = {
    "articles": {
        "results": [
            {
                "uri": "8123456789",
                "lang": "eng",
                "isDuplicate": False,
                "date": "2031-03-05",
                "time": "00:10:00",
                "dateTime": "2031-03-05T00:10:00Z",
                "dateTimePub": "2031-03-04T23:55:00Z",
                "url": ADDRESS,
                "title": HEADLINE,
                "body": BODY,
                "source": {"uri": "tidewaterpost.example", "dataType": "news", "title": "The Tidewater Post"},
                "authors": [
                    {"uri": "ana_brandt@tidewaterpost.example", "name": "Ana Brandt", "isAgency": False},
                    {"uri": "tide_news@tidewaterpost.example", "name": "Tide Wire", "isAgency": True},
                ],
            }
        ],
        "totalResults": 1,
        "page": 1,
    }
}
GDELT = {
    "articles": [
        {
            "url": ADDRESS,
            "url_mobile": "",
            "title": HEADLINE,
            "seendate": "20310304T114500Z",
            "socialimage": "",
            "domain": "tidewaterpost.example",
            "language": "English",
            "sourcecountry": "Norway",
        }
    ]
}
MEDIA_CLOUD = {
    "stories": [
        {
            "id": "9f1a0b77c0de",
            "media_name": "tidewaterpost.example",
            "media_url": "tidewaterpost.example",
            "title": HEADLINE,
            "publish_date": "2031-03-04",
            "url": ADDRESS,
            "language": "en",
            "indexed_date": "2031-03-04T09:11:02.120000",
        }
    ],
    "pagination_token": None,
}
WORDPRESS = [
    {
        "id": 4,
        "date": "2031-03-04T09:30:00",
        "date_gmt": "2031-03-04T08:30:00",
        "guid": {"rendered": "https://tidewaterpost.example/?p=4"},
        "link": ADDRESS,
        "title": {"rendered": HEADLINE},
        "content": {"rendered": MARKUP, "protected": False},
        "excerpt": {"rendered": f"<p>{PARAGRAPHS[0]}</p>", "protected": False},
        "author": 3,
    }
]
SEARCH_HITS = {
    "took": 4,
    "hits": {
        "total": {"value": 1},
        "hits": [{"_index": "news", "_id": "4", "_score": 1.0, "_source": {**ROW, "content": BODY}}],
    },
}
BY_COLUMN = {name: {"0": first, "1": OTHER_ROW[name]} for name, first in ROW.items()}

TELEGRAM = {
    "name": "Tide Live",
    "type": "public_channel",
    "id": 1234567,
    "messages": [
        {"id": 1, "type": "service", "date": "2031-03-04T06:00:00", "action": "create_channel", "text": ""},
        {
            "id": 2,
            "type": "message",
            "date": "2031-03-04T10:30:00",
            "date_unixtime": "1930383000",
            "edited": "2031-03-04T10:40:00",
            "from": "Tide Live",
            "from_id": "channel1234567",
            "author": "Ana Brandt",
            "text": [{"type": "bold", "text": HEADLINE}, f"\n\n{BODY} ", {"type": "link", "text": ADDRESS}],
            "text_entities": [],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2031-03-05T18:05:00",
            "from": "Tide Live",
            "forwarded_from": "Quay Watch",
            "photo": "photos/photo_1.jpg",
            "text": "The union wants to be heard before the council votes.",
        },
        {"id": 4, "type": "message", "date": "2031-03-05T18:06:00", "photo": "photos/photo_2.jpg", "text": ""},
    ],
}
GROUP = {
    "name": "Quay watchers",
    "type": "private_supergroup",
    "id": 7654321,
    "messages": [
        {
            "id": 9,
            "type": "message",
            "date": "2031-03-04T10:30:00",
            "from": "Li Wei",
            "text": "Two tugs have left the quay.",
        }
    ],
}
ALL_CHATS = {
    "about": "Here is the data you requested.",
    "personal_information": {"user_id": 4, "first_name": "Ana"},
    "chats": {"about": "This page lists all chats.", "list": [TELEGRAM, GROUP]},
}
TELEGRAM_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">
Tide Live
</div></div></div><div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">
4 March 2031
</div></div>
<div class="message default clearfix" id="message2"><div class="pull_left userpic_wrap"><div class="userpic userpic3">
<div class="initials">T</div></div></div><div class="body">
<div class="pull_right date details" title="04.03.2031 10:30:00 UTC+01:00">10:30</div>
<div class="from_name">
Tide Live
</div><div class="text">
<strong>Harbour to close in April</strong><br><br>The council will shut the <a href="">quay</a> then.<br>It said so.
</div><div class="signature details">Ana Brandt</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="05.03.2031 18:05:00 UTC+01:00">18:05</div>
<div class="forwarded body"><div class="from_name">
Quay Watch <span class="date details" title="05.03.2031 17:00:00 UTC+01:00"> 05.03.2031 17:00:00</span>
</div><div class="text">
The union wants to be heard before the council votes.
</div></div></div></div>
<div class="message default clearfix joined" id="message4"><div class="body">
<div class="pull_right date details" title="05.03.2031 18:06:00 UTC+01:00">18:06</div>
<div class="media_wrap clearfix"><a class="photo_wrap clearfix" href="photos/photo_2.jpg"></a></div></div></div>
</div></div></div></body></html>
"""
OUTBOX = {
    "@context": "https://www.w3.org/ns/activitystreams",
    "id": "outbox.json",
    "type": "OrderedCollection",
    "totalItems": 2,
    "orderedItems": [
        {
            "id": "https://tide.example/users/post/statuses/4/activity",
            "type": "Create",
            "actor": "https://tide.example/users/post",
            "published": "2031-03-04T09:30:00Z",
            "object": {
                "id": "https://tide.example/users/post/statuses/4",
                "type": "Note",
                "summary": "storm damage",
                "published": "2031-03-04T09:30:00Z",
                "url": "https://tide.example/@post/4",
                "attributedTo": "https://tide.example/users/post",
                "content": MARKUP,
                "contentMap": {"en": MARKUP},
                "attachment": [],
            },
        },
        {
            "id": "https://tide.example/users/post/statuses/5/activity",
            "type": "Create",
            "actor": "https://tide.example/users/post",
            "object": {"type": "Note", "content": "", "attachment": [{"type": "Document", "url": "/quay.jpg"}]},
        },
    ],
}
CLIPPING = f"""---
title: "Harbour to close in April"
source: "{ADDRESS}"
author:
  - "[[Ana Brandt]]"
  - "[[Li Wei]]"
published: 2031-03-04
created: 2033-05-02
description: "The council will shut the harbour."
tags:
  - "clippings"
site: "The Tidewater Post"
---
# Harbour to close in April

{PARAGRAPHS[0]}

![[quay.jpg]]

{PARAGRAPHS[1].replace("Li Wei", "[Li Wei](https://tidewaterpost.example/people/li)")}

[Read more here]({ADDRESS}/more)
"""
EXTRACTED = f"""---
title: Harbour to close in April
author: Ana Brandt; Li Wei
url: {ADDRESS}
hostname: tidewaterpost.example
sitename: The Tidewater Post
date: 2031-03-04
fingerprint: 1f2e3d4c5b6a7988
---
{BODY}
""".replace("\n\n", "\n")

SAMPLES: dict[str, bytes] = {
    "list.json": as_json([ROW, OTHER_ROW]),
    "lines.json": b"\n".join(json.dumps(row).encode() for row in (ROW, OTHER_ROW)),
    "pages-of-answers.jsonl.json": b"\n".join(json.dumps(answer).encode() for answer in (NEWS_API, EVENT_REGISTRY)),
    "by-column.json": json.dumps(BY_COLUMN).encode(),
    "by-id.json": as_json({"a4": ROW, "a5": OTHER_ROW}),
    "addresses.json": as_json([ADDRESS, OTHER_ADDRESS]),
    "newsapi.json": json.dumps(NEWS_API).encode(),
    "guardian.json": json.dumps(GUARDIAN).encode(),
    "newsplease.json": as_json(NEWS_PLEASE),
    "trafilatura.json": as_json(TRAFILATURA),
    "schema.json": as_json(SCHEMA_ORG),
    "articlesearch.json": as_json(NEW_YORK),
    "eventregistry.json": as_json(EVENT_REGISTRY),
    "artlist.json": as_json(GDELT),
    "mediacloud.json": as_json(MEDIA_CLOUD),
    "posts.json": as_json(WORDPRESS),
    "hits.json": as_json(SEARCH_HITS),
    "result.json": as_json(TELEGRAM),
    "all-chats.json": as_json(ALL_CHATS),
    "messages.html": TELEGRAM_PAGE.encode(),
    "outbox.json": json.dumps(OUTBOX).encode(),
    "clipping.md": CLIPPING.encode(),
    "extracted.txt": EXTRACTED.encode(),
}
