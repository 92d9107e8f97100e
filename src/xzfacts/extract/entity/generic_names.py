"""Holders without a proper name: events, groups, bodies, scopes; titles of works; indices."""

from xzfacts.text.lazy_pattern import lazy_pattern

_EVENT = lazy_pattern(
    "台风(?:“[一-鿿]{1,6}”)?|洪涝灾害|地质灾害|暴雨洪涝|暴雨|暴雪|大雪|强降[雨雪水]|强对流|洪水|洪涝|地震|疫情|山洪|泥石流|"
    "旱灾|干旱|冰雹|寒潮|沙尘暴|龙卷风|火灾|爆炸|事故"
)
# Investors named by the direction of their money.
_FUNDS = lazy_pattern("(?:北[上向]|南[下向]|主力|外)资(?:金)?(?=[^产])")
_GROUP = lazy_pattern(
    "(?:[东西中南北][部方]|沿[海江河湖淮边线]|[一-鿿]{2}地区)?[0-9一二三四五六七八九十]+个?(?:省区市|省市区|省市|"
    "省区|省份?|地级市|城市|市州?|县市区|县区|县市|县|区县|区|国家(?:和地区)?|地市)(?:[（(][区市治自直辖、]+[)）])?(?=[向与对共累在帮投和报接])"
)
_SCOPE = lazy_pattern(
    "(?:^|(?<=[,，。;；、]))(?:全[国球省市县区州镇乡村]|我[国省市县区]|世界|亚洲)"
)
# Bodies that act without a name of their own.
_BODY = lazy_pattern(
    "公安机关|检察机关|医共体|医联体|(?:中央|[省市县区]级?)财政|消防部门|馆方|校方|主办方"
)
_SEASON = lazy_pattern("(?:(?:19|20)[0-9]{2}年)?(?:国庆|春节|暑期|五一|元旦|中秋|清明|端午|贺岁)档")
# Indices of stock markets, by what they are called after.
_INDEX = lazy_pattern(
    "(?:沪深|上证|深证|中证|国证|科创|创业板|中小板|恒生|国企|标普|标准普尔|道琼斯|纳斯达克|日经|富时|沪|深|创|道|纳|恒)"
    "[一-鿿]{0,4}?[0-9]{0,4}(?:[综成]?指数?|综合指数|成份指数)(?![数出标定导引期])"
)
_WORK = lazy_pattern(
    "《(?![^》]*(?:公告|办法|条例|通知|规定|报告|方案|合同|协议|证书|意见|书|函|计划|法|指南|标准|规划|日报|晚报)》)"
    "[^《》]{2,20}》"
)
KINDS = (
    (_WORK, "work"),
    (_FUNDS, "group"),
    (_EVENT, "event"),
    (_GROUP, "group"),
    (_SCOPE, "scope"),
    (_BODY, "scope"),
    (_SEASON, "event"),
    (_INDEX, "index"),
)
