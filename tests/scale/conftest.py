"""One session of Spark for all tests that need one: Java is started once, with the memory that is said here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

LOCAL = {
    "spark.driver.memory": "3g",
    "spark.buffer.pageSize": "2m",  # each table that is sent to all workers takes a page, of 64 MB by default
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",  # which plans anew, stage by stage: dear for a handful of rows
    "spark.sql.codegen.wholeStage": "false",  # to compile a plan takes longer than to run it once over them
    "spark.ui.enabled": "false",
}


@pytest.fixture(scope="session")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").config(map=LOCAL).getOrCreate()
    yield session
    session.stop()
