"""The commands, a module each: options in, work handed on, answer out."""
