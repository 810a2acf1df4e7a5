"""Webhooks, received by Python's own server and checked as `docs/webhooks.md` says."""

import re
from pathlib import Path

import pytest

from inzira import Server, Staff
from openrosa import Phone, new_instance_id
from other_servers import Receiver, serving

FORM = "baseline_subarea"
DOCS = Path(__file__).resolve().parents[2] / "docs" / "webhooks.md"


@pytest.fixture(scope="module")
def is_genuine():
    """The example of the documentation, as it stands there."""
    example = re.search(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)[1]
    names: dict = {}
    exec(example, names)  # noqa: S102
    return names["is_genuine"]


@pytest.fixture
def own(tmp_path, filled):
    server = Server(tmp_path, filled)
    yield server
    server.stop()


def send_one(server: Server) -> str:
    phone, instance = Phone(server), new_instance_id()
    commune = phone.table(FORM, "admin2.csv")[0]
    answer = phone.submit(phone.form(FORM).fill({
        "reporting_date": "2026-03-14", "admin1": commune["admin1"], "admin2": commune["name"],
        "location_name": "Colline Gatwe", "location_type": "host_community", "access": "accessible",
        "idp_households": 1, "idp_individuals": 5}, instance))
    assert answer.status_code == 201, answer.text
    return instance


def add(manager: Staff, url: str, **more) -> tuple[int, str]:
    made = manager.post("/operations/burundi/webhooks", name="Register", url=url,
                        events=["submission.received", "record.decided"], **more)
    made.raise_for_status()
    return made.json()["webhook"]["id"], made.json()["secret"]


def test_a_receiver_that_fails_thrice_is_told_in_order_and_can_check_it(own, is_genuine):
    manager, reviewer = Staff(own, "manager"), Staff(own, "reviewer")
    receiver = Receiver(failures=3)
    with serving(receiver.handler()) as address:
        number, secret = add(manager, address)
        instance = send_one(own)
        record = reviewer.record("burundi", instance)
        reviewer.post(f"/records/{record['id']}/decision", decision="approve", version=record["version"]).raise_for_status()
        receiver.wait_for(2)
    assert [status for status, _, _ in receiver.attempts] == [503, 503, 503, 204, 204]
    for _, headers, body in receiver.attempts:
        assert is_genuine(secret, headers["Inzira-Signature"], body)
        assert not is_genuine(secret, headers["Inzira-Signature"], body + b" ")
        assert not is_genuine("another", headers["Inzira-Signature"], body)
        assert not is_genuine(secret, headers["Inzira-Signature"], body, now=1)
    assert len({body for _, _, body in receiver.attempts[:4]}) == 1, "every attempt sends the same"
    received, decided = receiver.accepted()
    assert (received["event"], received["instance_id"], received["state"]) == ("submission.received", instance, "received")
    assert (decided["event"], decided["record"], decided["state"]) == ("record.decided", record["id"], "approved")
    assert "answers" not in received and received["link"].endswith(f"/work/burundi/records/{record['id']}")

    log = manager.get(f"/operations/burundi/webhooks/{number}/deliveries").json()["deliveries"]
    assert [(one["event"], one["state"], one["attempts"], one["last_status"]) for one in log] == [
        ("record.decided", "delivered", 1, 204), ("submission.received", "delivered", 4, 204)]
    assert secret not in manager.get("/operations/burundi/webhooks").text


def test_what_happened_before_a_power_cut_is_told_after_it(own, is_genuine):
    manager = Staff(own, "manager")
    receiver = Receiver()
    with serving(receiver.handler()) as address:
        port = int(address.rsplit(":", 1)[1])
    # Nobody listens there now.
    _, secret = add(manager, address, with_answers=True)
    instance = send_one(own)
    own.kill()
    with serving(receiver.handler(), port):
        own.serve_again()
        receiver.wait_for(1)
    [told] = receiver.accepted()
    assert told["instance_id"] == instance and is_genuine(secret, receiver.attempts[0][1]["Inzira-Signature"],
                                                          receiver.attempts[0][2])
    assert told["answers"]["location_name"], "what is not personal came along, as a manager chose"
