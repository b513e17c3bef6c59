"""Xiaolü: the voice robot of a county public legal service hall."""
