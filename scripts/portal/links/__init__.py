"""Whether links lead somewhere: those inside a built site, by LinkChecker, and those of the sources to other hosts."""
