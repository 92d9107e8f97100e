"""Look up facts from Chinese news, each with the sentence it was printed in."""
