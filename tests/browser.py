"""A real browser without a window, spoken to through a pipe in its own protocol: no driver, no port."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, BinaryIO

Message = dict[str, Any]


class Browser:
    """Chromium with one page; `events` is all that it told unasked: errors, dialogs, what its policy refused."""

    def __init__(self, profile: Path) -> None:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        assert program, "no browser: apt-get install chromium fonts-noto-cjk"
        commands, self._commands = os.pipe()
        answers, told = os.pipe()
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--remote-debugging-pipe",
            f"--user-data-dir={profile}",
        ]
        self._process = subprocess.Popen(  # commands come on 3, answers go on 4; bash, for sh knows no files beyond 9
            ["bash", "-c", f'exec "$0" "$@" 3<&{commands} 4>&{told}', program, *options, "about:blank"],
            pass_fds=(commands, told), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(commands)
        os.close(told)
        self._answers: BinaryIO = os.fdopen(answers, "rb")
        self._asked, self._session = 0, ""
        self.events: list[Message] = []
        pages = [each for each in self.ask("Target.getTargets")["targetInfos"] if each["type"] == "page"]
        self._session = self.ask("Target.attachToTarget", targetId=pages[0]["targetId"], flatten=True)["sessionId"]
        for room in ("Page", "Runtime", "Log"):
            self.ask(f"{room}.enable")

    def ask(self, method: str, **params: object) -> Message:
        """One command and its answer."""
        self._asked += 1
        message = {"id": self._asked, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._asked:
                assert "error" not in answer, answer["error"]
                result: Message = answer["result"]
                return result
            self.events.append(answer)

    def _read(self) -> Message:
        said = bytearray()
        while (byte := self._answers.read(1)) != b"\0":
            assert byte, "the browser is gone"
            said += byte
        message: Message = json.loads(said)
        return message

    def open(self, file: Path, *, width: int = 1200, height: int = 1000, phone: bool = False) -> None:
        """Show a file in a window of this size."""
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
        self.ask("Emulation.setDeviceMetricsOverride", **screen)
        self.events.clear()
        self.ask("Page.navigate", url=file.as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._read())

    def run(self, script: str) -> Any:
        """What a script in the page comes to."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def printed(self) -> bytes:
        """The page on paper, as PDF."""
        options = {"preferCSSPageSize": True, "printBackground": True}
        return base64.b64decode(self.ask("Page.printToPDF", **options)["data"])

    def heard(self, *methods: str) -> list[Message]:
        """The events of these kinds since the page was opened."""
        return [event for event in self.events if event.get("method") in methods]

    def close(self) -> None:
        """End it."""
        self.ask("Browser.close")
        self._process.wait(30)
        self._answers.close()
        os.close(self._commands)
