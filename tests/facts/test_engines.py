"""Every engine gives the digest that DuckDB gives. A light server of Spark's protocol is always asked; Spark itself is
an optional extra: without it its tests say so."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pytest

from zhibu.facts import evaluate, evaluate_sheets
from zhibu.facts.engines import engine
from zhibu.facts.errors import EngineError
from zhibu.facts.snapshot import PackFiles
from zhibu.facts.synth import synthesise
from zhibu.rules.facts import Subject
from zhibu.rules.model import Pack
from zhibu.rules.packs import load_all
from zhibu.rules.periods import Period

PACKS = Path(__file__).resolve().parents[2] / "packs"
PERIOD = Period.parse("2026Q4")
"""With it the year is closed, so the sheets of the year are scored too."""

SUBJECTS: tuple[Subject, ...] = ("organisation", "person")

needs_spark = pytest.mark.skipif(
    find_spec("py4j") is None,
    reason="the optional extra spark is not installed (locks/spark.txt)",
)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("engines") / "snapshot"
    synthesise(out, 60, 11, PERIOD, [PackFiles.read(PACKS / pack.id, pack.version) for pack in packs()])
    return out


def packs() -> list[Pack]:
    return list(load_all(PACKS).values())


@pytest.fixture(scope="module")
def expected(directory: Path) -> list[str]:
    told = []
    for subject in SUBJECTS:
        verdicts = evaluate(directory, packs(), PERIOD, subject=subject)
        scores = evaluate_sheets(directory, packs(), PERIOD, subject=subject)
        assert len(verdicts)
        assert len(scores)
        told.append(f"{verdicts.digest}\t{scores.digest}")
    return told


@pytest.fixture
def sail() -> Iterator[str]:
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer("127.0.0.1", 0)
    server.start(background=True)
    yield f"sc://127.0.0.1:{server.listening_address[1]}"
    server.stop()


@pytest.fixture
def cluster() -> Iterator[str]:
    """A master and two workers on loopback, as a group would start them on three machines."""
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_SCALA_VERSION": "2.13",
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }
    address = f"spark://127.0.0.1:{free_port()}"
    master = [
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        address.rsplit(":")[-1],
    ]
    worker = [
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "1g",
    ]
    roles = [[*master, "--webui-port", "0"], *([[*worker, "--webui-port", "0", address]] * 2)]
    started = [
        subprocess.Popen(
            [str(home / "bin" / "spark-class"), *role],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for role in roles
    ]
    yield address
    for process in started:
        process.terminate()
    for process in started:
        process.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def run(directory: Path, on: str) -> list[str]:
    """The digests of verdicts and scores, of organisations and of persons."""
    return [_run(directory, "--engine", on, "--subject", subject) for subject in SUBJECTS]


def _run(directory: Path, *options: str) -> str:
    """A process of its own: one process holds one Spark session."""
    command = [sys.executable, "-m", "zhibu.config.command", "evaluate", str(directory), *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()[-1].split("\t", 2)[-1]


def test_a_light_server_of_sparks_protocol_gives_the_same_digest(
    directory: Path, expected: list[str], sail: str
) -> None:
    assert run(directory, sail) == expected


@needs_spark
def test_spark_in_process_gives_the_same_digest(directory: Path, expected: list[str]) -> None:
    assert run(directory, "local[2]") == expected


@needs_spark
def test_a_standalone_cluster_of_two_workers_gives_the_same_digest(
    directory: Path, expected: list[str], cluster: str
) -> None:
    assert run(directory, cluster) == expected


def test_tables_in_memory_are_not_for_spark(directory: Path) -> None:
    tables: dict[str, pa.Table] = {}
    with pytest.raises(EngineError, match="Spark 只能计算已关账的快照目录"):
        engine("local[2]").run("SELECT 1", tables)


def test_a_name_that_is_no_engine_is_refused() -> None:
    with pytest.raises(EngineError, match="没有名为 oracle 的计算引擎"):
        engine("oracle")
