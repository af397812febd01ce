"""Looks at all that a store consists of, says what is wrong, mends what is safe to mend, salvages the rest."""
