"""The analysis of a sentence that matching, checking and extracting share."""
