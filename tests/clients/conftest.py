import pytest

from dtm_proxy import dtm_proxy
from inzira import Server, Staff, filled_folder
from openrosa import Phone


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    """A data folder to copy from. It is never served itself."""
    return filled_folder(tmp_path_factory.mktemp("filled"))


@pytest.fixture(scope="session")
def server(tmp_path_factory, filled):
    """One demonstration for all tests that only read it or add submissions of their own."""
    server = Server(tmp_path_factory.mktemp("demo"), filled)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def phone(server):
    return Phone(server)


@pytest.fixture(scope="session")
def burundi(server):
    return server.operation("BDI")


@pytest.fixture(scope="session")
def collines(burundi):
    """The exercise in which collines are assessed, round after round."""
    return next(one for one in burundi["exercises"] if one["code"] == "baseline_subarea")


@pytest.fixture(scope="session")
def reviewer(server):
    return Staff(server, "reviewer")


@pytest.fixture(scope="session")
def manager(server):
    return Staff(server, "manager")


@pytest.fixture
def as_dtm_api(server, tmp_path, monkeypatch):
    """The server under test answers under the address of the DTM API."""
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with dtm_proxy(server.address, tmp_path) as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        yield
