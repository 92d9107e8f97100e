"""The commands, one module each: parse options, call the library, print the result."""
