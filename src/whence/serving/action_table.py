"""The table of actions: all that can be written from the desk."""

from typing import Any

from whence.serving.action import Action
from whence.serving.actions.add import ADD
from whence.serving.actions.review import CORRECT, NOTE, WITHDRAW

__all__ = ["ACTIONS"]

ACTIONS: tuple[Action[Any], ...] = (ADD, CORRECT, WITHDRAW, NOTE)
