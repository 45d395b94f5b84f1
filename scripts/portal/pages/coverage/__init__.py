"""What of each official list something in the portal bears on, and what nothing does."""
