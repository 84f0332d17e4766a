"""Real Spark, for the tests that need it."""

import pytest

from whence.errors import UsageError
from whence.scaling.spark.session import check_packages

__all__ = ["needs_spark"]


def _missing():
    try:
        check_packages()
    except UsageError as error:
        return str(error)
    return ""


needs_spark = pytest.mark.skipif(bool(_missing()), reason=_missing() or "Spark is there")
"""Skips a test where PySpark or Java is missing."""
