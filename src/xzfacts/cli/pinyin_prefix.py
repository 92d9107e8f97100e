"""Names that are typed by the beginning of their pinyin."""


def spells(name: str, letters: str) -> bool:
    """Return whether a name starts with this pinyin, each syllable in full or as its initial."""
    from xzfacts.text.pinyin import readings

    reached = {0}  # numbers of letters that the characters so far may spell
    for char in name:
        following = set()
        for at in reached:
            for syllable in readings(char):
                if syllable.startswith(letters[at:]):
                    return True
                if letters.startswith(syllable, at):
                    following.add(at + len(syllable))
                if letters[at] == syllable[0]:
                    following.add(at + 1)
        if len(letters) in following:
            return True
        reached = following
    return False
