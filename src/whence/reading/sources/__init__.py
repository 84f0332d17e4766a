"""Who is meant: names, entities, noun phrases and what refers to them."""
