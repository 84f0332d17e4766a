"""One Spark session for all tests of a process: it takes longer to start than most tests to run."""

import os
import sys
from pathlib import Path

import pytest

from tests.support.quick_reader import open_quickly
from tests.support.sparks import write_reports
from whence.scaling.spark.run import read_into
from whence.scaling.spark.session import open_session


def pytest_collection_modifyitems(items):
    """Pass over what PySpark 4.0 does: the socket of each result that it collects is never closed, only forgotten."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed <socket.socket.*127.0.0.1:ResourceWarning"))


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    settings = {
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(sys.path),  # so that workers find what tests define
        "spark.driver.memory": "512m",
        "spark.driver.extraJavaOptions": "-XX:+UseSerialGC",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
        "spark.local.dir": str(tmp_path_factory.mktemp("local")),
    }
    session = open_session(master="local[2]", conf=settings)
    yield session
    session.stop()


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("reports")
    write_reports(made)
    return made


@pytest.fixture(scope="session")
def read(spark, folder, tmp_path_factory):
    output = tmp_path_factory.mktemp("out") / "news"
    seen = []
    tally = read_into(spark, [str(folder)], str(output), reader=open_quickly, partitions=3, on_progress=seen.append)
    return output, tally, seen
