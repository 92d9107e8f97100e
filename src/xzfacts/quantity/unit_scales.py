"""Factors between base units, for the comparison of amounts: 亩 and 平方米, 年 and 月.

A module of its own, because comparing amounts does not need the tables of `quantity.units`.
"""

# Units of one dimension without a finite decimal factor between them, or kept apart because
# people mean different things by them: the unit to compare in, and the factor to it as
# numerator and denominator.
SCALES = {
    "亩": ("平方米", 2000, 3),
    "尺": ("米", 1, 3),
    "天": ("秒", 86400, 1),
    "年": ("月", 12, 1),
    "季度": ("月", 3, 1),
    "周": ("秒", 604800, 1),
    "小时": ("秒", 3600, 1),
    "分钟": ("秒", 60, 1),
    "立方米": ("升", 1000, 1),
    "千瓦时": ("焦", 3600000, 1),
    "1": ("%", 100, 1),
}
