"""Drives the real window by mouse and keys, for pictures of every step and every screen."""
