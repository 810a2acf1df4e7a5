"""Who may do what, asked of the running server. Nothing but the public pages and the public API answers a stranger."""

import pytest
import requests

from inzira import TIMEOUT_S, Staff


@pytest.fixture(scope="session")
def viewer(server):
    return Staff(server, "viewer")


def paths(burundi):
    operation = burundi["code"]
    return ["/session", "/operations", f"/operations/{operation}/records", f"/operations/{operation}/forms",
            f"/operations/{operation}/devices", f"/operations/{operation}/imports", f"/operations/{operation}/places",
            "/users", "/audit"]


def test_a_stranger_gets_nothing_but_what_is_public(server, burundi):
    for path in paths(burundi):
        answer = server.get(f"/api/v1{path}")
        assert answer.status_code == 401, path
        assert answer.json()["error"]["message"], path
    assert server.get("/api/v1/public/operations").status_code == 200
    assert server.get("/").status_code == 200


def test_a_stranger_changes_nothing(server, burundi):
    for method, path in [("POST", f"/operations/{burundi['code']}/devices"), ("POST", "/users"),
                         ("POST", f"/operations/{burundi['code']}/records/bulk")]:
        answer = requests.request(method, f"{server.address}/api/v1{path}", json={}, headers={"X-Inzira": "1"},
                                  timeout=TIMEOUT_S)
        assert answer.status_code == 401, path


def test_a_wrong_password_and_an_unknown_person_are_answered_alike(server):
    email = server.account("reviewer")["email"]
    answers = [requests.post(f"{server.address}/api/v1/session", json=body, headers={"X-Inzira": "1"},
                             timeout=TIMEOUT_S)
               for body in ({"email": email, "password": "wrong"}, {"email": "no@example.org", "password": "wrong"})]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json() == answers[1].json()


def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(server):
    account = server.account("viewer")
    answer = requests.post(f"{server.address}/api/v1/session", headers={"X-Inzira": "1"}, timeout=TIMEOUT_S,
                           json={"email": account["email"], "password": account["password"]})
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("inzira_session=")
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


def test_another_site_cannot_act_with_a_borrowed_session(reviewer, burundi):
    del_header = {"X-Inzira": None}
    answer = reviewer.session.post(f"{reviewer.address}/api/v1/operations/{burundi['code']}/records/bulk",
                                   json={"ids": [], "decision": "approve"}, headers=del_header, timeout=TIMEOUT_S)
    assert answer.status_code == 403


def test_a_viewer_reads_and_decides_nothing(viewer, burundi):
    operation = burundi["code"]
    assert viewer.get(f"/operations/{operation}/records").status_code == 200
    record = viewer.get(f"/operations/{operation}/records", limit=1).json()["records"][0]
    assert viewer.post(f"/records/{record['id']}/decision", decision="approve", version=record["version"]).status_code == 403
    assert viewer.post(f"/operations/{operation}/devices", name="x").status_code == 403
    assert viewer.get("/users").status_code == 403


def test_logging_out_ends_the_session_on_the_server(server):
    person = Staff(server, "viewer")
    cookies = person.session.cookies.copy()
    assert person.delete("/session").ok
    again = requests.get(f"{server.address}/api/v1/session", cookies=cookies, timeout=TIMEOUT_S)
    assert again.status_code == 401


def test_what_was_changed_is_in_the_audit_log(server, manager, burundi):
    devices = f"/operations/{burundi['code']}/devices"
    made = manager.post(devices, name="Audited phone").json()
    manager.delete(f"{devices}/{made['device']['id']}")
    entries = Staff(server, "administrator").get("/audit", limit=50).json()["entries"]
    actor, subject = f"user:{server.account('manager')['email']}", f"device:{made['device']['id']}"
    mine = [entry["action"] for entry in entries
            if entry["actor"] == actor and entry["subject"].split()[0] == subject]
    assert mine == ["device.revoked", "device.created"], entries
    token = made["server_url"].split("/key/")[1].split("/")[0]
    assert len(token) == 64 and token not in str(entries), "no secret is in the log"
