import os
import signal
import sys
from importlib.util import find_spec

import pytest

from tests.support.sparks import needs_spark
from whence.errors import UsageError
from whence.scaling.spark.session import check_packages, explaining_errors


@needs_spark
def test_the_session_runs_on_loopback_and_tries_a_lost_task_again(spark):
    settings = dict(spark.sparkContext.getConf().getAll())
    assert settings["spark.master"] == "local[2,4]"
    assert settings["spark.driver.bindAddress"] == settings["spark.driver.host"] == "127.0.0.1"
    assert spark.sparkContext.uiWebUrl is None
    assert spark.conf.get("spark.sql.parquet.outputTimestampType") == "TIMESTAMP_MICROS"
    assert spark.conf.get("spark.sql.session.timeZone") == "UTC"


@needs_spark
def test_the_workers_run_the_python_of_the_session(spark):
    assert spark.sparkContext.parallelize([0]).map(lambda _: sys.executable).collect() == [sys.executable]


def end_process(_):
    os.kill(os.getpid(), signal.SIGKILL)


@needs_spark
def test_a_worker_that_ends_at_each_attempt_is_told_of_as_such(spark):
    with pytest.raises(UsageError) as caught, explaining_errors("out", "Run it again"):
        spark.sparkContext.parallelize([0], 1).map(end_process).collect()
    assert str(caught.value) == (
        "out: Spark failed (a worker's Python process ended several times, perhaps for lack of memory). Run it again."
    )


@needs_spark
def test_without_java_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(UsageError) as caught:
        check_packages()
    assert str(caught.value) == (
        f"whence spark: there is no Java in JAVA_HOME, {tmp_path}."
        " Install Java 17, for example with: apt install openjdk-17-jre-headless."
    )


def test_without_pyspark_one_sentence_says_what_to_install():
    if find_spec("pyspark") is not None:
        pytest.skip("pyspark is installed")
    with pytest.raises(UsageError) as caught:
        check_packages()
    assert str(caught.value) == (
        "whence spark: this needs the package pyspark, which is not installed."
        " Install it with: pip install 'whence[spark]'."
    )
