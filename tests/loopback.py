"""A server on this machine, a browser window that reaches nothing else, and the board in it: for JupyterLab and voila alike."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

PATIENCE = 120_000  # ms; the start of a server, a page or a kernel, and the answer to a click, on a busy machine

# as in shinpingba.briefs.batch: seconds in every process that opens a notebook, for a check that nobody asks for
QUICK_START = "import sys\nsys.modules['rfc3987_syntax'] = None\n"


SETTINGS = {
    "translation-extension/plugin": {"locale": "zh_CN"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


def lab_settings(home, folder):
    """The options of a JupyterLab in Chinese that asks for no password and no news, with the notebooks of a folder."""
    for name, settings in SETTINGS.items():
        path = home / f"settings/@jupyterlab/{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings), encoding="utf-8")
    return {
        "IdentityProvider.token": "", "ServerApp.disable_check_xsrf": True, "ServerApp.root_dir": folder,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate", "LabApp.expose_app_in_browser": True,
    }  # fmt: skip


@contextmanager
def served(home, module, *options, **settings):
    """The address at which `python -m module` serves, with all that Jupyter keeps for a user in the folder `home`.

    options   words of the command line; `settings` are its --name=value, with _ for .
    """
    (home / "sitecustomize.py").write_text(QUICK_START, encoding="utf-8")
    own = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    own |= {f"JUPYTERLAB_{name}_DIR": str(home / name.lower()) for name in ("SETTINGS", "WORKSPACES")}
    port = free_port()
    words = [*options, "--no-browser", f"--port={port}", *(f"--{name}={value}" for name, value in settings.items())]
    path = [str(home), *filter(None, [os.environ.get("PYTHONPATH")])]
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", module, *words], cwd=home, stdout=log, stderr=log,
            env=os.environ | own | {"IPYTHONDIR": str(home / "ipython"), "PYTHONPATH": os.pathsep.join(path)},
        )  # fmt: skip
    try:
        wait_until_it_answers(server, port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:  # one that is told so while a kernel begins goes on for ever
            server.kill()
            raise


def start_session(url, path, kernel):
    """Begin a session of a notebook in a kernel of a JupyterLab, a new one if it has a name alone; the kernel, with its id."""
    session = {"path": path, "name": path, "type": "notebook", "kernel": kernel}
    request = urllib.request.Request(
        f"{url}api/sessions", json.dumps(session).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["kernel"]


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def wait_until_it_answers(server, port):
    for _ in range(PATIENCE // 100):
        assert server.poll() is None, "the server has ended"
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server does not answer")


@contextmanager
def window(browser, url):
    """A browser window for this server; what it asked beyond, and what went wrong, is kept. The browser itself reaches no other host."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    context.beyond, context.errors = [], []

    def note(request):
        if not request.url.startswith((url, "data:", "blob:")):
            context.beyond.append(request.url)

    context.on(
        "request", note
    )  # a route would be asked for each of the hundreds of files of JupyterLab, and keep none of them
    context.on("console", lambda message: context.errors.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: context.errors.append(str(error.error)))
    yield context
    context.close()


LISTED = """([board, wanted]) => {
    const options = [...board.querySelectorAll('select[size] option')];
    return JSON.stringify(options.map((option) => option.textContent.trim().split(/\\s/)[1])) === JSON.stringify(wanted);
}"""


def listed(board, row_ids):
    """Wait until the list shows these tasks in this order."""
    board.page.wait_for_function(LISTED, arg=[board.element_handle(), list(row_ids)], timeout=PATIENCE)


def opened(board, row_id):
    """The task, once it is open."""
    card = board.locator(f'.shinpingba-card[aria-label^="{row_id} "]')
    card.wait_for()
    return card


def sign(board, row_id):
    """The sign of a task in the chart."""
    return board.locator(f'svg [aria-roledescription=point][aria-label*="编号: {row_id};"]').first


# JupyterLab asks for a kernel where cells are run before it has found the one that there is
IS_READY = """(name) => {
    const panel = window.jupyterapp?.shell.currentWidget;
    const context = panel?.sessionContext;
    const kernel = context?.session?.kernel;
    return panel?.title.label === name && context?.isReady && kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""


def ready(page, name):
    """The panel of a notebook. Its tab is before all others and its kernel idle by then."""
    page.wait_for_function(IS_READY, arg=name)
    panel = page.locator(".jp-NotebookPanel:visible")
    panel.locator(".jp-Cell").first.wait_for()
    return panel


def run_all(page, name):
    """Run every cell of a notebook through the menu; its panel."""
    panel = ready(page, name)
    page.locator(".lm-MenuBar-item", has_text="运行").click()
    page.locator('[data-command="runmenu:run-all"]').click()
    return panel


def open_beside(page, name):
    """Open another notebook of the folder."""
    page.locator(".jp-DirListing-item", has_text=name).dblclick()
