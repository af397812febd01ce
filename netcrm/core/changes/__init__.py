"""What a user can do: pure functions from a network to a `Change`; the app and the shell call the same ones."""
