"""What the process whose forks make briefs has in memory before the first fork, so that every brief finds it there."""

import gc
from contextlib import suppress
from importlib import import_module

from jupyter_client.provisioning import KernelProvisionerFactory

from ..judging.assessment import assess
from ..report.errors import ReportError
from ..runs.inside import Shell
from ..showing import charts
from .batch import Job
from .brief import BriefError, current_report, page_of, prepare
from .render import compile_templates

# what a notebook of ours comes to import, part of it only when the first chart is drawn or the first table shown
PRELOADED = (
    "IPython.core.application",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "altair",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "narwhals._pandas_like.dataframe",
    "pandas.io.formats.html",
    "sqlite3",
    "tornado.platform.asyncio",
    "zmq.utils.garbage",
)


def warm_up(job: Job) -> None:
    """Do here once what every brief begins and ends with: the forks find word lists, sentences, schemas and templates in memory."""
    package = import_module(__package__)
    for block in package.__all__:
        getattr(package, block)
    compile_templates()
    Shell.instance()
    KernelProvisionerFactory.instance()  # it looks through all that is installed
    with suppress(BriefError, ReportError):
        nb = prepare(job.notebook, job.parameters)
        page_of(nb)
        values = nb.metadata["inputs"]["parameters"]
        if name := values.get("data") or values.get("period"):
            charts.growth(assess(current_report(name)).targets).to_dict()
    gc.freeze()
