"""From what was typed to the facts that answer it.

What passes between the modules are named tuples: a data class takes seven times as long to
define, and every query pays for it.
"""
