"""Built-in vocabulary of attributes and questions, for any news."""
