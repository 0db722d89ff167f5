"""The steps by which `kg.extract.dates` finds the date of an act."""
