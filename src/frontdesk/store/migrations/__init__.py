"""Alembic's scripts, shipped as package data: ``env.py`` and one file for each revision."""
