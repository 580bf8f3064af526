"""WHAT a person sees and does: window, command line, actions, entry, exchange, printing."""

__version__ = "0.1.0"
