"""Reports: figures over a period, painted and in tables, each opened to the visits behind it."""
