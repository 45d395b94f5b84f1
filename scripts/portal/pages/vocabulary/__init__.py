"""The pages on entries of official lists: what each is called, where it leads, and everything that cites it."""
