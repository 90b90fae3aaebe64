"""The pages of the window, one for each step of the way. A page is imported when it is first shown, so that a start stays quick."""
