"""Small controls that every page of the window uses."""
