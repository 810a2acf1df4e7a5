"""A server of the tests' own: a demonstration made in a temporary folder and served on a free port."""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import requests

PROGRAM = os.environ.get("INZIRA_BIN") or "target/debug/inzira"
# A demonstration is made with an unoptimised build on a machine that may be busy.
PATIENCE_S = 600
TIMEOUT_S = 60


def filled_folder(folder: Path) -> Path:
    """A data folder with the demonstration in it, to be copied: the one that `INZIRA_DEMO` names, or one made here."""
    if made := os.environ.get("INZIRA_DEMO"):
        return Path(made)
    data = folder / "data"
    subprocess.run([PROGRAM, "demo", "--no-serve", "--data", data], stdin=subprocess.DEVNULL, check=True,
                   timeout=PATIENCE_S)
    return data


class Server:
    """`inzira demo` on a copy of a filled data folder, and after it was stopped `inzira serve` on the same data and
    address."""

    def __init__(self, folder: Path, filled: Path):
        self.folder = folder
        self.data = folder / "data"
        shutil.copytree(filled, self.data)
        self.log = folder / "server.log"
        self.process = None
        accounts_file = folder / "accounts.json"
        self._start("demo", "--listen", "127.0.0.1:0", "--accounts-file", str(accounts_file))
        self.told = self._wait_for(lambda: json.loads(accounts_file.read_text()))
        self.address = self.told["address"].rstrip("/")
        self._wait_for(self._answers)

    def _start(self, word: str, *arguments: str) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, word, "--data", str(self.data), *arguments],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )

    def serve_again(self) -> None:
        """Starts on the data that an earlier process left, at the same address."""
        self._start("serve", "--listen", self.address.removeprefix("http://"))
        self._wait_for(self._answers)

    def kill(self) -> None:
        """Ends the process as a power cut would: it gets no chance to do anything."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def _answers(self):
        return requests.get(f"{self.address}/api/v1/public/operations", timeout=TIMEOUT_S).raise_for_status() or True

    def _wait_for(self, look):
        """What `look` gives once it gives something; fails with the server's own words if it ended."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"The server ended with {self.process.returncode}:\n{self.log.read_text()}")
            try:
                return look()
            except (FileNotFoundError, ValueError, requests.RequestException):
                time.sleep(0.1)
        raise TimeoutError(f"The server was not ready after {PATIENCE_S} s:\n{self.log.read_text()}")

    def account(self, role: str) -> dict:
        return next(account for account in self.told["accounts"] if account["role"] == role)

    def get(self, path: str, **parameters) -> requests.Response:
        return requests.get(self.address + path, params=parameters, timeout=TIMEOUT_S)

    def operations(self) -> list[dict]:
        answer = self.get("/api/v1/public/operations")
        answer.raise_for_status()
        return answer.json()["operations"]

    def operation(self, admin0_pcode: str) -> dict:
        return next(one for one in self.operations() if one["admin0_pcode"] == admin0_pcode)

    def figures(self, operation: str, exercise: str, **chosen) -> list[dict]:
        answer = self.get(f"/api/v1/public/operations/{operation}/exercises/{exercise}/figures", **chosen)
        answer.raise_for_status()
        return answer.json()["figures"]


class Staff:
    """A person who is logged in."""

    def __init__(self, server: Server, role: str):
        account = server.account(role)
        self.address = server.address
        self.session = requests.Session()
        self.session.headers["X-Inzira"] = "1"
        self.post("/session", email=account["email"], password=account["password"]).raise_for_status()

    def get(self, path: str, **parameters) -> requests.Response:
        return self.session.get(f"{self.address}/api/v1{path}", params=parameters, timeout=TIMEOUT_S)

    def post(self, path: str, **body) -> requests.Response:
        return self.session.post(f"{self.address}/api/v1{path}", json=body, timeout=TIMEOUT_S)

    def delete(self, path: str) -> requests.Response:
        return self.session.delete(f"{self.address}/api/v1{path}", timeout=TIMEOUT_S)

    def records(self, operation: str, **chosen) -> list[dict]:
        """All records that match, page after page."""
        records, after = [], None
        while True:
            answer = self.get(f"/operations/{operation}/records", **chosen, **({"after": after} if after else {}))
            answer.raise_for_status()
            page = answer.json()
            records += page["records"]
            after = page["next"]
            if not after:
                assert len(records) == page["total"]
                return records

    def how_many(self, operation: str, **chosen) -> int:
        """How many records match."""
        answer = self.get(f"/operations/{operation}/records", limit=1, **chosen)
        answer.raise_for_status()
        return answer.json()["total"]

    def record(self, operation: str, instance_id: str) -> dict | None:
        """The record that came from the submission with this instanceID, whole; `None` if there is none."""
        alike = self.records(operation, search=instance_id)
        found = [one for one in alike if one["source"].get("instance_id") == instance_id]
        assert len(found) <= 1, f"{instance_id} is stored {len(found)} times"
        if not found:
            return None
        answer = self.get(f"/records/{found[0]['id']}")
        answer.raise_for_status()
        return answer.json()


def given(record: dict) -> dict:
    """What was answered, by question name; what was not is left out."""
    return {one["name"]: one["answer"]["value"] for one in record["answers"] if "value" in one["answer"]}
