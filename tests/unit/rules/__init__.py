"""Each rule by one change to a valid tree of records."""
