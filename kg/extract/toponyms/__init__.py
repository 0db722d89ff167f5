"""Names of places: where a text has them, what each means, and the gazetteer's tables that say what it can mean."""
