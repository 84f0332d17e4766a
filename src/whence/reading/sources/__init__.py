"""Who the sources are: names, entities, noun phrases, and the pronouns and descriptions that refer to them."""
