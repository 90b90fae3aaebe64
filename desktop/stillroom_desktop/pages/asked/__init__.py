"""The parts of the page Tasks."""
