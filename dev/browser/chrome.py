"""A headless Chromium to look at Odoo with, driven over its DevTools protocol."""

import base64
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import websocket

PROGRAM = Path(__file__).resolve().parent.parent / "bin" / "google-chrome"


class Chrome:
    """One page of one browser; use it in a ``with`` statement.

    :param width: of the window, in CSS pixels
    :param height: of the window
    :param scale: device pixels per CSS pixel
    """

    def __init__(self, width=1366, height=768, scale=1):
        self.size = (width, height, scale)
        self.ids = 0
        self.console = []

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="chrome")
        self.process = subprocess.Popen(
            [
                str(PROGRAM),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--force-prefers-reduced-motion",
                "--remote-debugging-port=0",
                "--remote-allow-origins=*",
                f"--user-data-dir={self.folder}",
                "about:blank",
            ],
            stderr=subprocess.DEVNULL,
        )
        port_file = Path(self.folder, "DevToolsActivePort")
        self._until(port_file.exists, "Chromium did not start")
        port = port_file.read_text().split()[0]
        browser = websocket.create_connection(
            f"ws://127.0.0.1:{port}{port_file.read_text().split()[1]}", timeout=60
        )
        self.socket = browser
        target = self.command("Target.createTarget", url="about:blank")["targetId"]
        browser.close()
        self.socket = websocket.create_connection(
            f"ws://127.0.0.1:{port}/devtools/page/{target}", timeout=60
        )
        for domain in ("Page", "Runtime", "DOM", "Network"):
            self.command(f"{domain}.enable")
        self.resize(*self.size)
        return self

    def __exit__(self, *_error):
        self.socket.close()
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _until(self, condition, message, seconds=30):
        deadline = time.monotonic() + seconds
        while not (result := condition()):
            if time.monotonic() > deadline:
                raise TimeoutError(message)
            time.sleep(0.05)
        return result

    def command(self, method, **params):
        """Send a DevTools command and return its result."""
        self.ids += 1
        self.socket.send(json.dumps({"id": self.ids, "method": method, "params": params}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == self.ids:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']}")
                return message["result"]
            self._note(message)

    def _note(self, message):
        if message.get("method") == "Runtime.exceptionThrown":
            self.console.append(message["params"]["exceptionDetails"].get("text", ""))
        elif message.get("method") == "Runtime.consoleAPICalled":
            params = message["params"]
            if params["type"] in ("error", "warning"):
                self.console.append(" ".join(str(a.get("value", "")) for a in params["args"]))

    def resize(self, width, height, scale=1, mobile=False):
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=mobile,
        )
        self.command("Emulation.setTouchEmulationEnabled", enabled=mobile)

    def run(self, script):
        """Return what a JavaScript expression is, promises awaited."""
        result = self.command(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in result:
            raise RuntimeError(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def goto(self, url):
        """Open a page, as soon as a server answers there."""
        self._until(lambda: "errorText" not in self.command("Page.navigate", url=url), url, 60)
        self._until(lambda: self.run("document.readyState") == "complete", url)

    def find(self, selector, text="", seconds=30):
        """Wait for a visible element, of that text, and make it ``window.found``."""
        script = f"""
            window.found = [...document.querySelectorAll({json.dumps(selector)})].filter(
                (e) => e.getClientRects().length && e.textContent.includes({json.dumps(text)})
            ).at(-1), !!window.found"""
        self._until(lambda: self.run(script), f"no {selector} {text!r}", seconds)

    def seen(self, selector, text="", seconds=15):
        """Return whether such an element becomes visible in time."""
        try:
            self.find(selector, text, seconds)
        except TimeoutError:
            return False
        return True

    def gone(self, selector, seconds=60):
        """Wait until there is no such element."""
        script = f"!document.querySelector({json.dumps(selector)})"
        self._until(lambda: self.run(script), f"{selector} is still there", seconds)

    def click(self, selector, text="", seconds=30):
        self.find(selector, text, seconds)
        self.run("found.scrollIntoView({block: 'nearest'}), found.click()")

    def type(self, selector, text):
        self.find(selector)
        self.run("found.focus()")
        self.command("Input.insertText", text=text)

    def upload(self, selector, path):
        """Give a file to an input element, which may be hidden."""
        script = f"document.querySelector({json.dumps(selector)})"
        self._until(lambda: self.run(f"!!{script}"), f"no {selector}")
        found = self.command("Runtime.evaluate", expression=script)["result"]["objectId"]
        self.command("DOM.setFileInputFiles", files=[str(path)], objectId=found)

    def picture(self, path, settle=0.6):
        """Write what the window shows to a PNG file."""
        time.sleep(settle)
        data = self.command("Page.captureScreenshot", format="png")["data"]
        Path(path).write_bytes(base64.b64decode(data))


class OdooPage(Chrome):
    """Chrome with somebody logged in.

    :param url: where Odoo is, e.g. ``http://localhost:8120``
    """

    def __init__(self, url, **size):
        super().__init__(**size)
        self.url = url

    def login(self, login, password):
        self.goto(f"{self.url}/web/login")
        self.find("input[name=login]")
        self.run(f"document.querySelector('input[name=login]').value = {json.dumps(login)}")
        self.run(f"document.querySelector('input[name=password]').value = {json.dumps(password)}")
        self.click(".oe_login_form button[type=submit]")
        self.find(".o_main_navbar", seconds=120)

    def open(self, path):
        """Open a page of the web client, e.g. ``action-base.action_res_users``."""
        self.goto(f"{self.url}/odoo/{path}")
        self.find(".o_action_manager > *", seconds=60)

    def idle(self):
        """Wait until nothing is loading."""
        self.gone(".o_blockUI")
        self.gone(".o_loading_indicator")
