"""The full-screen app; only its module `app` knows the store."""
