"""People who use the book: who is signed in, the locked window, one act allowed, their list."""
