"""The screens: each gathers what the user wants and asks the app to write it."""
