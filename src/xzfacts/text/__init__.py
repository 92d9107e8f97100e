"""Pure functions on text: normalisation, pinyin, look-alikes, question and short forms."""
