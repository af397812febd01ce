"""The durable store: a journal of lines, what they add up to, and the way back; touches only its own files."""
