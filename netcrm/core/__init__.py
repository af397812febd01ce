"""The domain: people, touches, heat and capture; no input or output, no clock, no Textual."""
