"""What the page Tools is made of: the form of a tool, its parameters and its implementation, the place to try it."""
