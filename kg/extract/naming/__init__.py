"""What a noun phrase says by itself about who is meant: words -> `Profile`, by tables and by the form of the phrase."""
