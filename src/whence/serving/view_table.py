"""The table of views: all that the desk shows. One row, one function and one template make a view."""

from typing import Any

from whence.serving.view import View
from whence.serving.views.claim import CLAIM
from whence.serving.views.home import HOME, READ
from whence.serving.views.lists import CLAIMS, OUTLETS, SOURCES, STORIES
from whence.serving.views.outlet import OUTLET
from whence.serving.views.report import REPORT
from whence.serving.views.review import CORRECTIONS, QUESTIONS, REVIEW
from whence.serving.views.search import SEARCH
from whence.serving.views.source import SOURCE
from whence.serving.views.story import STORY

__all__ = ["VIEWS"]

VIEWS: tuple[View[Any], ...] = (
    *(HOME, READ, SEARCH, REPORT),
    *(STORIES, STORY, CLAIMS, CLAIM, SOURCES, SOURCE, OUTLETS, OUTLET),
    *(QUESTIONS, REVIEW, CORRECTIONS),
)
"""In the order of the menu."""
