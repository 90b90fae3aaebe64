"""What the pages are made of: small widgets that follow the theme and are worked by mouse and keyboard alike."""
