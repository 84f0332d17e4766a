"""Reading one report or many, in one process or several."""
