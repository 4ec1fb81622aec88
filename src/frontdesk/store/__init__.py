"""Tables, queries and migrations. Knows SQL; knows no rules."""
