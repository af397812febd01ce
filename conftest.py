"""Makes the repository's root importable, so that tests share their texts and helpers."""
