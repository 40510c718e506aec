"""Proves on an installation what the kit promises."""
