"""The colours, sizes, icons and fonts of the whole window."""
