"""A submission that was answered 201 is there after the server was killed, as after a power cut."""

import threading

import requests

from inzira import Server, Staff
from openrosa import Phone, new_instance_id

FORM = "baseline_subarea"
SENDERS = 4
ACKNOWLEDGED_BEFORE_KILL = 25


def test_what_was_acknowledged_survives_a_kill(tmp_path, filled):
    server = Server(tmp_path, filled)
    try:
        acknowledged = send_until_killed(server)
        assert len(acknowledged) >= ACKNOWLEDGED_BEFORE_KILL
        server.serve_again()
        stored = stored_instances(server)
        assert acknowledged.keys() <= stored, "every acknowledged submission is there"
        send_all_again(server, acknowledged)
        assert stored_instances(server) == stored, "sending again adds nothing"
    finally:
        server.stop()


def test_a_server_that_is_told_to_stop_stops_also_while_a_dashboard_is_open(tmp_path, filled):
    server = Server(tmp_path, filled)
    try:
        stream = requests.get(f"{server.address}/api/v1/public/live", stream=True, timeout=60)
        assert stream.headers["Content-Type"].startswith("text/event-stream")
        server.process.terminate()
        assert server.process.wait(120) == 0
        assert b"".join(stream.iter_content()).strip() == b"", "the stream came to a proper end"
    finally:
        server.stop()


def send_until_killed(server: Server) -> dict[str, bytes]:
    """Several phones send at once; the server is killed in the middle of it."""
    phone = Phone(server)
    form = phone.form(FORM)
    commune = phone.table(FORM, "admin2.csv")[0]
    acknowledged, enough = {}, threading.Event()

    def send() -> None:
        while True:
            instance_id = new_instance_id()
            xml = form.fill({"reporting_date": "2026-03-14", "admin1": commune["admin1"], "admin2": commune["name"],
                             "location_name": "Colline Gatwe", "location_type": "host_community",
                             "access": "accessible", "idp_households": 1, "idp_individuals": 5}, instance_id)
            try:
                answer = phone.submit(xml)
            except requests.RequestException:
                return  # the server is gone
            assert answer.status_code == 201, answer.text
            acknowledged[instance_id] = xml
            if len(acknowledged) >= ACKNOWLEDGED_BEFORE_KILL:
                enough.set()

    senders = [threading.Thread(target=send) for _ in range(SENDERS)]
    for sender in senders:
        sender.start()
    assert enough.wait(300)
    server.kill()
    for sender in senders:
        sender.join()
    return acknowledged


def stored_instances(server: Server) -> set[str]:
    operation = server.operation("BDI")["code"]
    return {one["source"]["instance_id"] for one in Staff(server, "reviewer").records(operation, state="received")}


def send_all_again(server: Server, acknowledged: dict[str, bytes]) -> None:
    phone = Phone(server)
    for xml in acknowledged.values():
        assert phone.submit(xml).status_code in (201, 202)
