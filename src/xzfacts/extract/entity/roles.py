"""What persons and companies are to each other, as said right before their names."""

from xzfacts.text.lazy_pattern import lazy_pattern

ROLE = lazy_pattern(
    "(?:第?[一二三四五]大股东|控股股东|大股东|股东(?!大?会|[所的权])|实际控制人|实控人|一致行动人|全资子公司|控股子公司|"
    "(?:参股|控股|下属|所属|关联|联营|合营)(?:企业|公司)|子公司|孙公司|附属公司|母公司|关联方|中标人|候选人|中标单位|招标人|投资方|受让方|转让方|"
    "(?:联席|执行|独立)?董事长?(?![会局])|监事(?!会)|高管|总经理|副?总裁|创始人)"
)
