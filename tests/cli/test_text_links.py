"""Links to a passage, opened in a real browser."""

import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.reports.browser import Browser
from xzfacts.export.text_fragment import text_link

SECONDS = 30
SHORT = "船员96人, 其中-女船员8人。"
LONG = "青石渡轮渡有限公司现有渡船14条,其中电动渡船4条,船员96人;" + "去年运送旅客210余万人次。" * 5


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and prints nothing."""

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    lines = "".join(f"<p>第{number}段</p>" for number in range(300))
    page = f"<!doctype html><meta charset=utf-8>{lines}<p>{SHORT}</p><p>{LONG}</p>{lines}"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/a.html"
        server.shutdown()


@pytest.mark.parametrize("passage", [SHORT, LONG])
def test_a_browser_scrolls_to_the_passage(running: Browser, address: str, passage: str) -> None:
    running.driver.get(address)
    assert running.run("return scrollY") == 0
    running.driver.get("about:blank")
    running.driver.get(text_link(address, passage))
    end = time.monotonic() + SECONDS
    while running.run("return scrollY") <= 2000:
        assert time.monotonic() < end, "the page is not scrolled"
        time.sleep(0.05)
