"""The dialogs: each asks one thing and returns the answer; none of them writes."""
