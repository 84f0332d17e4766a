"""One report or many: the same Reader on one core or on all."""
