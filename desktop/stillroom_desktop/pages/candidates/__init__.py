"""The parts of the page Student: what could learn, as cards to compare, download, probe and choose."""
