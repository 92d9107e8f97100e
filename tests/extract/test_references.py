"""What words such as 该公司, 县里 and 影片 stand for."""

from pathlib import Path

import pytest

from xzfacts.extract.article.article_builder import read_articles
from xzfacts.extract.entity.clusters import parse
from xzfacts.extract.entity.recognizer import Subjects
from xzfacts.extract.fact.tokens import scan
from xzfacts.index.cache.index_opener import open_in_memory
from xzfacts.index.lookup.catalog import Catalog


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The catalog of a store without facts."""
    folder = tmp_path_factory.mktemp("store")
    Path(folder, "store.toml").write_text('schema = 1\nname = "empty"\n', encoding="utf-8")
    return Catalog(open_in_memory(str(folder)).db)


def meant(text: str, word: str, catalog: Catalog) -> set[str]:
    """What the last occurrence of a word in an article means."""
    article = next(iter(read_articles(text, "text", "0" * 64)))
    lines = [scan(quote) for quote in article.quotes]
    subjects = Subjects(catalog, ())
    subjects.learn(lines)
    last = [(n, line.text.rfind(word)) for n, line in enumerate(lines) if word in line.text][-1]
    number, at = last
    return {
        mention.entity.name
        for mention in parse(lines, subjects, article.source.title)[number].mentions
        if at <= mention.start < mention.end <= at + len(word)
    }


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("捐赠来自栎叶乳业，该公司4月捐出650万元。", "该公司", "栎叶乳业"),
        ("电影《林中的鹿》热映。影片票房3亿元。", "影片", "《林中的鹿》"),
        ("电影《林中的鹿》热映。该片票房3亿元。", "该片", "《林中的鹿》"),
        ("栎川县今年丰收。县里补贴1260万元。", "县里", "栎川县"),
        ("栎川县人社局介绍情况。该局今年办招聘会12场。", "该局", "栎川县人社局"),
        ("栎川县人社局介绍情况。该县今年办招聘会12场。", "该县", "栎川县"),
        ("司机牟启中发现冒烟。他用了4具灭火器。", "他", "牟启中"),
    ],
)
def test_words_stand_for_the_last_name_that_they_fit(
    catalog: Catalog, text: str, word: str, name: str
) -> None:
    assert meant(text, word, catalog) == {name}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("栎川县今年丰收。企业有30家。", "企业"),
        ("司机牟启中发现冒烟。他们用了4具灭火器。", "他们"),
        ("今年丰收。县里补贴1260万元。", "县"),
        ("栎昶机械厂增产。该公司捐出3万元。", "该公司"),
    ],
)
def test_words_that_fit_nothing_stand_for_no_name(catalog: Catalog, text: str, word: str) -> None:
    assert not {name for name in meant(text, word, catalog) if name != word}
