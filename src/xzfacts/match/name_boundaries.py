"""Whether a name goes on beyond what is known of it: 东海 in 中国东海."""

from xzfacts.language.segmentation import Word, segment

# Tags of words that no name begins with: 看完|归雁, 最早唱|南窗.
_BESIDE_NAMES = frozenset("vpducrtqs")


def may_begin_before(chars: str, start: int, end: int) -> bool:
    """Whether the word before chars[start:end] may belong to the name: 中国|东海, not 看完|归雁."""
    words = segment(chars[:end], [Word(start, end, "N")])
    before = next(word for word in words if word.end == start)
    text = chars[before.start : start]
    if before.tag == "m":  # 一碗, but not 第二 or 三
        return len(text) == 1 or text[0] == "第"
    return before.tag not in _BESIDE_NAMES and not (before.tag == "w" and len(text) == 1)
