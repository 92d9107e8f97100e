"""The system's Chromium without a window, driven through its own driver."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Browser:
    """A page, looked at as a reader does: what is shown, where the focus is, what is printed."""

    def __init__(self, driver: Any) -> None:  # noqa: ANN401 - the driver is a development tool
        self.driver = driver

    def open(self, page: Path) -> None:
        self.driver.get(page.as_uri())

    def surroundings(self, *, dark: bool = False, width: int = 1280) -> None:
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def find(self, selector: str) -> list[Any]:
        found: list[Any] = self.driver.find_elements("css selector", selector)
        return found

    def shown(self, selector: str) -> list[str]:
        """The text of the elements that can be seen."""
        return [each.text for each in self.find(selector) if each.is_displayed()]

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401 - whatever it returns
        return self.driver.execute_script(script, *arguments)

    def press(self, *keys: str) -> None:
        """Keys, to whatever has the focus."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def pdf(self) -> bytes:
        import base64

        printed = self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
        return base64.b64decode(printed["data"])


def launched() -> Iterator[Browser]:
    """A browser with a profile of its own; skips the test where there is none."""
    if not CHROMIUM or not DRIVER:
        pytest.skip("Chromium and its driver are not installed (apt: chromium chromium-driver)")
    selenium = pytest.importorskip("selenium.webdriver")
    options = selenium.ChromeOptions()
    options.binary_location = CHROMIUM
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for flag in (*_FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        service = selenium.ChromeService(DRIVER)
        driver = selenium.Chrome(options=options, service=service)
        try:
            yield Browser(driver)
        finally:
            driver.quit()
