"""Opening a Spark session; needs the optional package pyspark, and Java.

Reference:
    https://spark.apache.org/docs/latest/configuration.html.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from whence.errors import UsageError

if TYPE_CHECKING:  # pyspark is optional
    from pyspark.sql import SparkSession

__all__ = ["SOON_IN_PLACE", "WRITE_OPTIONS", "check_packages", "explaining_errors", "open_session", "using_session"]

WRITE_OPTIONS = MappingProxyType({"compression": "zstd"})
"""Options for every Parquet file that is written."""

SOON_IN_PLACE = MappingProxyType({"mapreduce.fileoutputcommitter.algorithm.version": "2"})
"""Options with which each task moves its files to their places when it is done. By default one process does so for all
tasks at the end, file by file."""

_WHERE = "whence spark"
# Attempts at a task, the first included: only so does the loss of a worker cost no more than its partition.
_ATTEMPTS = 4
_JAVA = "spark.driver.extraJavaOptions"
_LOGGING = Path(__file__).with_name("log4j2.properties")
_SET_UP = frozenset({"PYSPARK_GATEWAY_PORT", "SPARK_CONF_DIR", "SPARK_HOME"})
"""Variables that are set where ``spark-submit`` runs, or a Spark with settings of its own is installed."""
_SPARKS = frozenset({"py4j", "pyspark"})
"""The packages whose errors are Spark's."""
_LOST_WORKER = "Python worker exited unexpectedly"
_LOCAL = re.compile(r"local(?:\[(\d+|\*)\])?")
_EVERYWHERE = {
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",  # the default, INT96, is without a zone elsewhere
    "spark.sql.session.timeZone": "UTC",
}
# Java's slower and better compiler takes 15 CPU seconds of every run, and Java has a tenth of the work.
_COMPILER = "-XX:TieredStopAtLevel=1"
_ON_THIS_MACHINE = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "8",
    # Without hidden files of checksums, which cost a process each (findings/pyspark-chmod.sh).
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
}


def check_packages() -> None:
    """Check that PySpark, what its functions on Arrow data need, and Java are installed.

    Raises:
        UsageError: One of them is missing.
    """
    for module in ("pyspark", "pyarrow", "pandas"):
        if find_spec(module) is None:
            problem = f"this needs the package {module}, which is not installed"
            raise UsageError(_WHERE, problem, "Install it with: pip install 'whence[spark]'")
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=str(Path(home) / "bin") if home else None) is None:
        problem = f"there is no Java in JAVA_HOME, {home}" if home else "this needs Java, which is not installed"
        fix = "Install Java 17, for example with: apt install openjdk-17-jre-headless"
        raise UsageError(_WHERE, problem, fix)


def open_session(*, master: str | None = None, conf: Mapping[str, str] = MappingProxyType({})) -> "SparkSession":
    """Open a Spark session, or get the one that is open.

    What ``spark-submit``, or the settings of this machine's Spark, say counts unless it is given here. Without
    any of them Spark runs on all cores of this machine.

    Args:
        master: Address of the cluster; ``local[2]`` for two cores of this machine.
        conf: Settings of Spark.

    Raises:
        UsageError: PySpark or Java is missing, or the session cannot be opened.
    """
    check_packages()
    from pyspark.sql import SparkSession  # noqa: PLC0415 -- optional, and 0.5 s

    opened = SparkSession.getActiveSession()
    if opened is not None:
        return opened
    wanted = master or conf.get("spark.master")
    if wanted is None and _SET_UP.isdisjoint(os.environ):
        wanted = "local[*]"
    settings = {**_EVERYWHERE, **conf}
    if wanted is not None:
        settings["spark.master"] = _with_attempts(wanted)
    if wanted is not None and wanted.startswith("local"):
        settings = {**_ON_THIS_MACHINE, **settings}
        logging = f'"-Dlog4j2.configurationFile={_LOGGING.as_uri()}"'
        settings[_JAVA] = " ".join([logging, _COMPILER, settings.get(_JAVA, "")]).strip()
        # Otherwise the workers are whichever python3 is first on the path.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.appName("whence")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Exception as error:  # Spark raises errors of many kinds
        problem = f"no Spark session can be opened ({_reason(error)})"
        raise UsageError(wanted or _WHERE, problem, "Check the master and the settings") from error


@contextmanager
def using_session(
    *, master: str | None = None, conf: Mapping[str, str] = MappingProxyType({})
) -> "Iterator[SparkSession]":
    """Open a Spark session as `open_session` does, and stop it at the end, unless it was open before.

    Raises:
        UsageError: PySpark or Java is missing, or the session cannot be opened.
    """
    check_packages()
    from pyspark.sql import SparkSession  # noqa: PLC0415 -- optional

    was_open = SparkSession.getActiveSession() is not None
    session = open_session(master=master, conf=conf)
    try:
        yield session
    finally:
        if not was_open:
            session.stop()


@contextmanager
def explaining_errors(name: str, fix: str) -> Iterator[None]:
    """Turn errors of Spark, which have hundreds of lines, into one sentence.

    Args:
        name: What was worked on.
        fix: What to do.

    Raises:
        UsageError: Spark raised an error.
    """
    try:
        yield
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in _SPARKS:
            raise
        raise UsageError(name, f"Spark failed ({_reason(error)})", fix) from error


def _with_attempts(master: str) -> str:
    """Allow more than one attempt at a task on this machine, as every cluster does.

    >>> _with_attempts("local[2]"), _with_attempts("local"), _with_attempts("yarn")
    ('local[2,4]', 'local[1,4]', 'yarn')
    """
    found = _LOCAL.fullmatch(master)
    return f"local[{found[1] or 1},{_ATTEMPTS}]" if found else master


def _reason(error: Exception) -> str:
    """Find the line of an error of Spark that says what happened, at the end of the chain of its causes."""
    told = str(error)
    cause = getattr(error, "java_exception", None)
    while cause is not None:
        told, cause = str(cause.getMessage() or cause.toString()), cause.getCause()
        if told.startswith(_LOST_WORKER):  # what follows is that its connection was reset
            return "a worker's Python process ended several times, perhaps for lack of memory"
    lines = [line.strip() for line in told.splitlines() if line.strip()] or [type(error).__name__]
    # Of an error in Python, the last line says what it is.
    return lines[-1 if lines[0].startswith("Traceback") else 0].rstrip(".")
