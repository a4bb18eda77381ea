#!/usr/bin/env python3
"""Opens a report or an explanation in headless Chromium and fails on what a reader would trip over.

    python3 Scripts/check-report.py PAGE [--screenshots FOLDER]

At 360, 768 and 1440 pixels, light and dark: no message on the console, nothing fetched from
anywhere, no page that is wider than its window, no picture that does not load or lacks words.
Without Chromium (Debian: apt-get install chromium) the check is skipped, and says so.
"""

import argparse
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

WIDTHS = (360, 768, 1440)
SCHEMES = ("light", "dark")
LAYOUT = """JSON.stringify({
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  broken: [...document.images].filter(i => !i.complete || !i.naturalWidth).length,
  silent: [...document.images].filter(i => !i.alt).length,
  height: document.documentElement.scrollHeight})"""


class Browser:
    """Chromium's debugging protocol over its pipe: JSON messages that end with a zero byte."""

    def __init__(self, program, profile):
        # Chromium reads commands from descriptor 3 and writes answers to 4.
        read_end, self.commands = os.pipe()
        self.answers, write_end = os.pipe()
        command = f'exec "$0" "$@" 3<&{read_end} 4>&{write_end}'
        self.process = subprocess.Popen(
            ["bash", "-c", command, program, "--headless=new", "--no-sandbox", "--disable-gpu",
             "--no-first-run", "--disable-dev-shm-usage", f"--user-data-dir={profile}",
             "--remote-debugging-pipe", "about:blank"],
            pass_fds=(read_end, write_end), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(read_end)
        os.close(write_end)
        self.buffer = b""
        self.number = 0
        self.events = []

    def send(self, method, session=None, **parameters):
        """Sends a command and returns its result; events that come before it are kept."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def receive(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.answers, 1 << 16)
            if not piece:
                raise RuntimeError("Chromium ended")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.receive())


def problems_at(browser, session, page, width, scheme, screenshots):
    """Loads the page at one width and yields what is wrong with it."""
    browser.events.clear()
    browser.send("Emulation.setDeviceMetricsOverride", session, width=width, height=900,
                 deviceScaleFactor=1, mobile=width < 500)
    browser.send("Emulation.setEmulatedMedia", session,
                 features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.send("Page.navigate", session, url=page.as_uri())
    browser.wait("Page.loadEventFired")
    # Pictures further down are loaded when they are asked for.
    browser.send("Runtime.evaluate", session, awaitPromise=True, expression="Promise.all("
                 "[...document.images].map(i => (i.loading = 'eager', i.decode().catch(() => 0))))")
    result = browser.send("Runtime.evaluate", session, expression=LAYOUT)
    layout = json.loads(result["result"]["value"])
    if layout["overflow"] > 0:
        yield f"is {layout['overflow']} pixels wider than its window"
    if layout["broken"]:
        yield f"has {layout['broken']} pictures that do not load"
    if layout["silent"]:
        yield f"has {layout['silent']} pictures without words"
    for event in browser.events:
        parameters = event.get("params", {})
        if event["method"] == "Log.entryAdded":
            yield f"console: {parameters['entry']['text']}"
        elif event["method"] in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
            yield "console: a script speaks"
        elif event["method"] == "Network.requestWillBeSent":
            url = parameters["request"]["url"]
            if url != page.as_uri() and not url.startswith("data:"):
                yield f"fetches {url[:100]}"
    if screenshots:
        size = {"x": 0, "y": 0, "width": width, "height": layout["height"], "scale": 1}
        shot = browser.send("Page.captureScreenshot", session, captureBeyondViewport=True,
                            clip=size)
        (screenshots / f"{width}-{scheme}.png").write_bytes(base64.b64decode(shot["data"]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("page", type=Path)
    parser.add_argument("--screenshots", type=Path)
    arguments = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        print("check-report: skipped: no Chromium; install it with: apt-get install chromium")
        return 0
    page = arguments.page.resolve(strict=True)
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    found = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        try:
            target = browser.send("Target.createTarget", url="about:blank")["targetId"]
            session = browser.send(
                "Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for domain in ("Page", "Log", "Runtime", "Network"):
                browser.send(f"{domain}.enable", session)
            for width in WIDTHS:
                for scheme in SCHEMES:
                    found += [f"{width} pixels, {scheme}: {problem}" for problem in problems_at(
                        browser, session, page, width, scheme, arguments.screenshots)]
        finally:
            browser.process.terminate()
            browser.process.wait()
    for problem in found:
        print(f"check-report: {arguments.page}: {problem}", file=sys.stderr)
    if found:
        return 1
    print(f"check-report: {arguments.page}: clean at {', '.join(map(str, WIDTHS))} pixels, "
          "light and dark")
    return 0


if __name__ == "__main__":
    sys.exit(main())
