"""A small local page over one graph: the reports, actors, places and events, served to this machine alone."""
