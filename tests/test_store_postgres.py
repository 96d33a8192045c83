"""PostgreSQL by URL gives the same answers as the SQLite file, on a real server that the test starts."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import create_engine, text

from extract.models import Reading
from extract.step8_store import Filters, Store, StoreError, checking, open_store, queries
from extract.step8_store.exporting import Rows, parts
from extract.step8_store.reextract import replace
from extract.step8_store.reviews import HISTORY, accept, correct, history, reject, undo
from extract.step8_store.worklist import KINDS, tally, work_list
from tests.readings import make_reading
from tests.test_store_migrations import check_upgraded, older
from tests.test_store_queries import FILTERS, PAGES

pytestmark = pytest.mark.postgres
ANY = Filters()
INSTALLED = Path("/usr/lib/postgresql")
UNDATED = [name for name in HISTORY if name != "decided_at"]
QUESTIONS: list[Callable[[Store, Filters], pd.DataFrame]] = [
    queries.observations,
    queries.latest_by_region,
    queries.coverage,
    queries.indicators,
]
QUESTIONS += [queries.documents, queries.refusals, queries.facts, queries.conflicts, tally]
QUESTIONS += [partial(work_list, kind=kind) for kind in KINDS] + [lambda store, _: history(store)[UNDATED]]


def program(name: str) -> str:
    """Path of a program of the server, which Debian keeps off the path; no server, no test."""
    places = [os.environ.get("PATH", ""), *(str(path) for path in sorted(INSTALLED.glob("*/bin"), reverse=True))]
    return shutil.which(name, path=os.pathsep.join(places)) or pytest.skip("PostgreSQL is not installed here")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """URL of an empty database on a server of our own, on loopback."""
    as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []  # the server refuses to run as root
    programs = {name: program(name) for name in ("initdb", "pg_ctl")}
    with socket.socket() as free, tempfile.TemporaryDirectory() as folder:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        if as_user:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"
        init = [programs["initdb"], "-D", data, "-A", "trust", "-U", "zhibiao", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
        subprocess.run([*as_user, *init], check=True, capture_output=True, cwd="/")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        control = [*as_user, programs["pg_ctl"], "-D", data, "-l", f"{folder}/log", "-w"]
        subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        yield f"postgresql+psycopg://zhibiao@127.0.0.1:{port}/postgres"
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, cwd="/")


@pytest.fixture
def empty(server: str) -> Iterator[Store]:
    """A store without a page, on the server."""
    store = open_store(server)
    with store.writing() as connection:
        connection.execute(text("TRUNCATE documents, sentences, series, observations, refusals, reviews"))
    store.close()
    store = open_store(server)
    yield store
    store.close()


def decide(store: Store) -> None:
    """Some of every decision, on the same figures in either database."""
    ids = dict(queries.observations(store, ANY)[["value", "observation_id"]].to_numpy().tolist())
    accept(store, ids[2.1], by="王")
    reject(store, ids[6.0], by="王")
    correct(store, ids[7.0], {"value": 7.5, "item": "甲", "period_end": None, "period_start": None}, by="李", note="x")
    correct(store, ids[8.0], {"unit": "USD"}, by="李")
    undo(store, ids[8.0], by="李")
    accept(store, work_list(store, ANY, "refusal")["target"][0], by="王")


def test_both_databases_give_equal_answers(empty: Store, tmp_path: Path) -> None:
    file = open_store(str(tmp_path / "s.db"))
    for store in (empty, file):
        assert [store.ingest(page) for page in (*PAGES, PAGES[0])] == [True, True, True, False]
        decide(store)
    for number, (asked, _) in enumerate(FILTERS):
        filters = Filters(**asked)
        for ask in QUESTIONS if number % 7 == 0 else QUESTIONS[:1]:
            pd.testing.assert_frame_equal(ask(empty, filters), ask(file, filters))
    pd.testing.assert_frame_equal(queries.regions(empty), queries.regions(file))
    keys = queries.observations(file, ANY)["observation_id"].tolist()
    for key in [*keys, *work_list(file, ANY, "refusal")["target"]]:
        assert queries.evidence(empty, key) == queries.evidence(file, key)
    for rows in Rows:
        of_server, of_file = (list(parts(store, ANY, rows, decisions=True)) for store in (empty, file))
        drop = "decided_at"
        pd.testing.assert_frame_equal(pd.concat(of_server).drop(columns=drop), pd.concat(of_file).drop(columns=drop))
    assert list(checking.find_faults(empty)) == []
    file.close()


def test_a_page_is_read_again(empty: Store) -> None:
    reading = make_reading({}, {})
    empty.ingest(reading)
    other = reading.model_copy(update={"observations": reading.observations[:1]})
    assert len(replace(empty, other).gone) == 1
    assert queries.count(empty, ANY) == 1


def test_writers_side_by_side_take_each_page_once(empty: Store, server: str) -> None:
    readings = [make_reading({"value": float(n), "item": str(n % 5)}, document=f"{n}.txt") for n in range(30)]
    taken: list[bool] = []

    def write(some: list[Reading]) -> None:
        store = open_store(server)
        taken.extend(store.ingest(one) for one in some)
        store.close()

    threads: list[Any] = [threading.Thread(target=write, args=(part,)) for part in (readings, readings)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * 30 + [True] * 30
    assert queries.count(empty, ANY) == 30


def test_a_file_copy_is_not_offered(empty: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="use pg_dump"):
        checking.backup(empty, tmp_path / "copy.db")


def test_an_older_database_is_brought_up_to_date(server: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE older"))
    engine.dispose()
    place = server.removesuffix("postgres") + "older"
    older(create_engine(place))
    check_upgraded(place)


def test_people_decide_upon_one_page_side_by_side(empty: Store) -> None:
    empty.ingest(make_reading(*({"item": str(number)} for number in range(8))))
    ids = list(queries.observations(empty, ANY)["observation_id"])
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda key: accept(empty, key, by="王"), ids))
    assert queries.count(empty, Filters(decisions=("accepted",))) == 8


def test_a_vintage_is_asked_of_the_server(empty: Store) -> None:
    for page in PAGES:
        empty.ingest(page)
    assert queries.count(empty, Filters(as_known_on=dt.date(2024, 12, 31))) == 3


def test_a_server_that_goes_away_is_told(empty: Store) -> None:
    with (
        pytest.raises(StoreError, match="see that the server runs, then run the same command again"),
        empty.reading() as connection,
    ):
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert len(queries.observations(empty, ANY)) == 0
