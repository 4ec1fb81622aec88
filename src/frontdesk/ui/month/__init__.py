"""The month: weeks as rows, each day with its figures and its first visits."""
