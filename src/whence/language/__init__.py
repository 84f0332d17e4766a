"""Knowledge of English and of the world: word lists, tables, scripts. Knows neither the model nor reports."""
