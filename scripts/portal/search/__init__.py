"""What the search box reads: every page as an entry with its passages, its spellings, and the indexes made of them."""
