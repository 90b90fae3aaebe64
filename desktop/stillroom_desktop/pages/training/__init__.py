"""The parts of the page Train that show more than the one run."""
