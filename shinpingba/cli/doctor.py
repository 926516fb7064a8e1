"""Is this machine ready? What makes charts blank, names boxes and runs fail, each with what to do about it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at: what, whether it is in order, what was found, and what to do where it is not."""

    what: str
    is_ready: bool
    found: str
    advice: str


def examine(outputs: Path) -> Iterator[Examined]:
    """Look at the package, its reports, fonts, kernel, charts, JupyterLab's parts, the output folder, the encoding, what scans need.

    outputs   the folder that briefs will be written to; it need not exist yet
    yields    one for each, as soon as it is known
    """
    yield _package()
    yield _reports()
    yield _fonts()
    yield _kernel()
    yield _bundle()
    yield _jupyterlab()
    yield _output_folder(outputs)
    yield _encoding()
    yield _scans()


def _package() -> Examined:
    """Which version this is, and from which folder: of two installations the one that runs."""
    place = Path(__file__).resolve().parents[1]
    return Examined("程序", True, f"shinpingba {version('shinpingba')}，{place}", "")


def _reports() -> Examined:
    from ..report.folder import data_folder, kept_reports

    folder = data_folder().resolve()
    count = len(kept_reports(folder))
    found = f"{folder}，{count}份报告" if count else f"{folder}，没有报告"
    return Examined(
        "资料夹",
        bool(count),
        found,
        "用环境变量 SHINPINGBA_DATA 指明放报告的目录（其中有 reports/2021Q1/ 这样的子目录）",
    )


def _fonts() -> Examined:
    advice = "安装一种中文字体，例如：apt-get install fonts-noto-cjk"
    if not shutil.which("fc-list"):
        is_desktop = sys.platform in {"win32", "darwin"}
        return Examined("中文字体", is_desktop, "系统自带" if is_desktop else "没有 fc-list，查不到字体", advice)
    listed = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, encoding="utf-8").stdout
    families = sorted({line.split(",")[0] for line in listed.splitlines()})
    return Examined("中文字体", bool(families), "、".join(families[:3]) or "一种也没有", advice)


def _kernel() -> Examined:
    from jupyter_client.kernelspec import NoSuchKernel
    from jupyter_client.manager import KernelManager

    advice = f"在本环境里登记内核：{sys.executable} -m ipykernel install --sys-prefix"
    try:
        python = KernelManager(kernel_name="python3").format_kernel_cmd()[0]
    except NoSuchKernel:
        return Examined("内核 python3", False, "没有这个内核", advice)
    return Examined("内核 python3", python == sys.executable, python, advice)


def _bundle() -> Examined:
    from ..briefs.offline import bundle

    advice = "重新安装 vl-convert-python，并保证用户缓存目录可写"
    try:
        return Examined("离线图表", True, f"图表程序 {len(bundle()) // 1024} KB", advice)
    except (OSError, subprocess.CalledProcessError) as error:
        return Examined("离线图表", False, str(error), advice)


def _jupyterlab() -> Examined:
    parts = ("jupyterlab", "ipywidgets", "anywidget", "jupyterlab_language_pack_zh_CN")
    missing = [part for part in parts if not find_spec(part)]
    advice = f"pip install {' '.join(missing).replace('_', '-')}"
    return Examined("JupyterLab 部件", not missing, f"缺少 {'、'.join(missing)}" if missing else "齐全", advice)


def _output_folder(outputs: Path) -> Examined:
    folder = next(folder for folder in (outputs.absolute(), *outputs.absolute().parents) if folder.exists())
    advice = f"换一个可写的目录（--out），或者修改 {folder} 的权限"
    try:
        with TemporaryFile(dir=folder):
            return Examined("输出目录可写", True, str(outputs), advice)
    except OSError as error:
        return Examined("输出目录可写", False, str(error), advice)


def _scans() -> Examined:
    """Nothing is amiss where the extra is not installed: only scans are refused then."""
    from ..report.sources.extra import INSTALL, missing

    return Examined("识别扫描件", True, f"未安装，需要时 {INSTALL}" if missing() else "可用", f"重新安装：{INSTALL}")


def _encoding() -> Examined:
    names = {sys.getfilesystemencoding(), sys.stdout.encoding or "utf-8"}
    is_ready = all(name.lower().replace("-", "") == "utf8" for name in names)
    return Examined("编码 UTF-8", is_ready, "、".join(sorted(names)), "设置环境变量 PYTHONUTF8=1 后重新运行")
