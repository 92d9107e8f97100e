"""PDF files: columns in reading order, pages, and files that cannot be read."""

import contextlib
import sys
from pathlib import Path

import pytest

from tests.documents.pdf_files import (
    Run,
    columns,
    nested_forms_file,
    pdf_file,
    repeated_page_file,
)
from tests.growth import grows_moderately
from xzfacts.documents.page_layout import PrintedParagraph
from xzfacts.documents.pdf import _flowing, paragraphs
from xzfacts.documents.read_errors import (
    DamagedDocumentError,
    DocumentError,
    EncryptedDocumentError,
    MissingExtraError,
    NoTextError,
    TooLargeDocumentError,
)

pytest.importorskip("pypdfium2")

STORY = [
    (
        "青石渡轮渡有限公司现有渡船十四条，船员九十六人，去年运送旅客五十二万人次。票价仍为三元，"
        "学生和老人免费乘船，每天最早一班早上六点开出，最晚一班二十二点返回。"
    ),
    (
        "东岸码头投入三千二百万元扩建，新增泊位六个。码头负责人介绍说，工程明年五月完工，"
        "届时渡船增至十八条，高峰时每五分钟一班。"
    ),
    "白桥市共有渡口二十三处，其中八处在汛期停航。市交通局去年检查渡船四百余次。",
    "晚溪镇的渡口已有百年历史，今年起改由公交集团经营，原有船工全部留用。",
]


def shown(content: bytes) -> list[tuple[int | None, str]]:
    return [(each.page, each.text) for each in paragraphs(content, "a.pdf")]


@pytest.mark.parametrize("by_line", [False, True])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_columns_are_read_one_after_the_other(count: int, by_line: bool) -> None:
    title = Run("渡口换新船", 40, 800, 18)
    page = pdf_file([[title, *columns(STORY, count, by_line=by_line)]])
    assert shown(page) == [(1, "渡口换新船"), *((1, text) for text in STORY)]


def test_two_articles_below_each_other_are_not_mixed() -> None:
    upper, lower = STORY[:2], STORY[2:]
    runs = [
        Run("渡口换新船", 40, 800, 18),
        *columns(upper, 2, top=770, by_line=True),
        Run("汛期停航", 40, 500, 18),
        *columns(lower, 2, top=470, by_line=True),
    ]
    texts = [text for _page, text in shown(pdf_file([runs]))]
    assert texts == ["渡口换新船", *upper, "汛期停航", *lower]


def test_a_paragraph_goes_on_on_the_next_page_below_the_page_number() -> None:
    text = STORY[0]
    first = [Run(f"　　{text[:40]}", 40, 700), Run("— 1 —", 280, 20, 8)]
    second = [Run(text[40:80], 40, 760), Run("2", 290, 20, 8)]
    assert shown(pdf_file([first, second])) == [(1, text[:80])]


def test_each_paragraph_knows_its_page_and_number() -> None:
    pages = [columns([text], 1) for text in STORY]
    found = list(paragraphs(pdf_file(pages), "a.pdf"))
    assert [(each.number, each.page) for each in found] == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_the_cells_of_a_table_are_read_row_by_row() -> None:
    rows = [("甲厂", "88人"), ("乙厂", "96人"), ("丙厂", "14人")]
    runs = [
        Run(text, x, 700 - 15 * at)
        for at, row in enumerate(rows)
        for text, x in zip(row, (40, 300), strict=True)
    ]
    assert "乙厂 96人" in "\n".join(text for _page, text in shown(pdf_file([runs])))


def test_a_number_broken_by_a_column_is_joined() -> None:
    runs = [Run("　　全市现有船员31", 40, 700), Run("84人，渡船14条，码头6", 40, 685)]
    runs.append(Run("个。", 40, 670))
    assert shown(pdf_file([runs])) == [(1, "全市现有船员3184人，渡船14条，码头6个。")]


def test_radicals_become_the_characters_that_they_look_like() -> None:
    assert shown(pdf_file([[Run("\u2f08\u2f1f", 40, 700)]])) == [(1, "人土")]


def test_a_scan_without_text_says_so() -> None:
    with pytest.raises(NoTextError, match="OCR"):
        shown(pdf_file([[], []]))


def test_a_password_is_said_to_be_missing() -> None:
    with pytest.raises(EncryptedDocumentError, match="password"):
        shown(pdf_file([[Run("渡船", 40, 700)]], encrypted=True))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"%PDF-1.4\n" + b"x" * 999])
def test_a_damaged_file_is_said_to_be_damaged(content: bytes) -> None:
    with pytest.raises(DamagedDocumentError):
        shown(content)


def test_a_file_cut_anywhere_is_read_or_named() -> None:
    whole = pdf_file([columns(STORY, 2)])
    for end in range(0, len(whole), 497):
        with contextlib.suppress(DocumentError):
            shown(whole[:end])


def test_without_the_library_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'xzfacts\[pdf\]'"):
        shown(b"%PDF-")


def test_forms_that_multiply_end_at_a_limit_and_not_this_process() -> None:
    with pytest.raises(TooLargeDocumentError):
        shown(nested_forms_file(40))


def test_a_page_shown_a_thousand_times_is_too_large() -> None:
    assert len(shown(repeated_page_file(5, "渡船十四条" * 20))[0][1]) == 5 * 30 * 100
    with pytest.raises(TooLargeDocumentError):
        shown(repeated_page_file(1000, "渡船十四条" * 20))


def test_a_module_in_the_current_folder_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("json.py", "xzfacts.py", "pypdfium2.py"):
        (tmp_path / name).write_text("open('ran', 'w')")
    monkeypatch.chdir(tmp_path)
    assert shown(pdf_file([[Run("渡船十四条", 40, 700)]])) == [(1, "渡船十四条")]
    assert not (tmp_path / "ran").exists()


def test_a_paragraph_of_very_many_columns_takes_linear_time() -> None:
    column = PrintedParagraph("渡船" * 20, begins=False, ends=False)
    assert grows_moderately(lambda size: list(_flowing([[column] * (size // 8)] * 8)), 40_000)
