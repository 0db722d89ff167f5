"""The same actor, and the same event, across articles: pure functions of coded records and analysts' decisions."""
