"""dtmapi, the official Python client of the DTM API, from PyPI and unmodified."""

import time

import pandas
import pytest
import requests
from dtmapi import DTMApi
from dtmapi.exceptions import DTMApiResponseError

from inzira import PATIENCE_S
from openrosa import new_instance_id

pytestmark = pytest.mark.usefixtures("as_dtm_api")

DTM = "https://dtmapi.iom.int"

# The order in which the real v3 API sends them.
PLACES = {
    0: ["operation", "admin0Name", "admin0Pcode"],
    1: ["id", "operation", "admin0Name", "admin0Pcode", "admin1Name", "admin1Pcode"],
    2: ["id", "operation", "admin0Name", "admin0Pcode", "admin1Name", "admin1Pcode", "admin2Name", "admin2Pcode"],
}
WHEN = ["numPresentIdpInd", "reportingDate", "yearReportingDate", "monthReportingDate", "roundNumber"]
V3_ONLY = ["displacementReason", "numberMales", "numberFemales", "idpOriginAdmin1Name", "idpOriginAdmin1Pcode"]

BANDS = ["0", "1_5", "6_17", "18_59", "60_plus"]


@pytest.fixture
def api():
    return DTMApi(subscription_key="any", max_retries=0)


def everything(api: DTMApi, level: int, **chosen) -> pandas.DataFrame:
    return getattr(api, f"get_idp_admin{level}_data")(**chosen)


def of_type(rows: pandas.DataFrame, assessment_type: str) -> pandas.DataFrame:
    return rows[rows.assessmentType == assessment_type].reset_index(drop=True)


def read(api: DTMApi, level: int, **chosen) -> pandas.DataFrame:
    """The baseline. What location assessments say of some of the same places is a series of its own, never added to it."""
    return of_type(everything(api, level, **chosen), "BA")


def sums(rows: pandas.DataFrame, level: int) -> dict[tuple[int, str], int]:
    """People of each round and place: rows are one for each reason."""
    given = rows.dropna(subset="numPresentIdpInd")
    return given.groupby(["roundNumber", f"admin{level}Pcode"]).numPresentIdpInd.sum().to_dict()


def published(server, operation: dict, level: int, indicator: str = "idps_individuals") -> dict[tuple[int, str], int]:
    """Total IDPs of each round and place, from our own API."""
    totals = {}
    for exercise in operation["exercises"]:
        for figure in server.figures(operation["code"], exercise["code"], indicator=indicator,
                                     level=level, disaggregation="total"):
            if figure["value"] is not None:
                totals[figure["round"], figure["place"]] = figure["value"]
    return totals


def test_countries_are_those_with_an_operation(api, server):
    countries = api.get_all_countries()
    assert list(countries.columns) == ["admin0Name", "admin0Pcode"]
    assert set(countries.admin0Pcode) == {one["admin0_pcode"] for one in server.operations()} >= {"BDI", "SSD"}


def test_operations_carry_their_country_and_status(api, server):
    operations = api.get_all_operations()
    assert list(operations.columns) == ["operation", "operationStatus", "admin0Name", "admin0Pcode"]
    assert set(operations.admin0Pcode) == {one["admin0_pcode"] for one in server.operations()}
    assert set(operations.operationStatus) <= {"Active", "Inactive"}


@pytest.mark.parametrize("country", ["BDI", "SSD"])
@pytest.mark.parametrize("level", [0, 1, 2])
def test_rows_add_up_to_the_published_figures(api, server, country, level):
    expected = published(server, server.operation(country), level)
    assert expected, "the demonstration publishes figures at this level"
    assert sums(read(api, level, Admin0Pcode=country), level) == expected


@pytest.mark.parametrize("level", [0, 1, 2])
def test_rows_of_the_multi_sectoral_assessment_add_up_to_its_own_figures(api, server, level):
    expected = published(server, server.operation("BDI"), level, indicator="idps_location_individuals")
    assert expected, "the demonstration publishes figures at this level"
    assert sums(of_type(everything(api, level, Admin0Pcode="BDI"), "SA"), level) == expected


@pytest.mark.parametrize("level", [0, 1, 2])
def test_fields_stand_in_the_order_of_the_real_api(api, level):
    rows = everything(api, level, Admin0Pcode="BDI")
    assert list(rows.columns) == PLACES[level] + WHEN + V3_ONLY + ["assessmentType"]
    assert set(rows.assessmentType) == {"BA", "SA"}
    first = rows.iloc[0]
    assert first.reportingDate == f"{first.reportingDate[:10]}T00:00:00"
    assert first.reportingDate.startswith(f"{first.yearReportingDate}-{first.monthReportingDate:02}-")


@pytest.mark.parametrize("level", [0, 1, 2])
def test_the_older_version_gives_the_same_totals_without_reason_sex_and_origin(api, server, level):
    older = read(DTMApi(subscription_key="any", max_retries=0, api_version="v2"), level, Admin0Pcode="BDI")
    assert not set(V3_ONLY) & set(older.columns)
    assert sums(older, level) == published(server, server.operation("BDI"), level)


def test_a_phones_submission_is_read_with_women_and_men_once_it_is_approved(api, server, phone, reviewer, burundi, collines):
    """In a commune that the round lacks, so that there is one reason, and the sexes are known of all people."""
    before = read(api, 2, Admin0Pcode="BDI")
    last = max(collines["rounds"], key=lambda one: one["number"])
    there = set(before[before.roundNumber == last["number"]].admin2Pcode)
    commune = next(one for one in phone.table("baseline_subarea", "admin2.csv") if one["name"] not in there)
    instance_id = new_instance_id()
    sent = phone.submit(phone.form("baseline_subarea").fill({
        "reporting_date": last["to"], "admin1": commune["admin1"], "admin2": commune["name"],
        "location_name": "Colline Gatwe", "location_type": "host_community", "access": "accessible",
        "idp_households": 40, "idp_individuals": 200, **{f"idp_female_{band}": 22 for band in BANDS},
        **{f"idp_male_{band}": 18 for band in BANDS},
        "idp_households_natural_disaster": 40, "idp_individuals_natural_disaster": 200}, instance_id))
    assert sent.status_code == 201, sent.text
    assert read(api, 2, Admin0Pcode="BDI").equals(before), "what nobody has approved is not published"
    record = reviewer.record(burundi["code"], instance_id)
    assert reviewer.post(f"/records/{record['id']}/decision", decision="approve", version=record["version"]).ok
    row = wait_for_row(api, commune["name"], last["number"])
    assert (row.numPresentIdpInd, row.numberFemales, row.numberMales) == (200, 110, 90)
    assert row.displacementReason == "Natural disaster"


def wait_for_row(api: DTMApi, commune: str, round_number: int) -> pandas.Series:
    """Figures follow an approval within moments; how many depends on the machine."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        rows = read(api, 2, Admin0Pcode="BDI")
        found = rows[(rows.admin2Pcode == commune) & (rows.roundNumber == round_number)]
        if len(found):
            assert len(found) == 1
            return found.iloc[0]
        time.sleep(0.1)
    raise TimeoutError(f"no figure of {commune}")


def test_a_country_and_an_operation_are_found_by_name(api):
    by_code = read(api, 1, Admin0Pcode="BDI")
    country, operation = by_code.admin0Name[0], by_code.operation[0]
    assert read(api, 1, CountryName=country).equals(by_code)
    assert read(api, 1, Operation=operation).equals(by_code[by_code.operation == operation].reset_index(drop=True))


def test_places_are_chosen_by_code_and_by_name(api):
    everything = read(api, 2, Admin0Pcode="BDI")
    one = everything.iloc[-1]
    province = read(api, 2, Admin0Pcode="BDI", Admin1Pcode=one.admin1Pcode)
    assert set(province.admin1Pcode) == {one.admin1Pcode}
    assert len(province) == (everything.admin1Pcode == one.admin1Pcode).sum()
    assert read(api, 2, Admin0Pcode="BDI", Admin1Name=one.admin1Name).equals(province)
    commune = read(api, 2, Admin0Pcode="BDI", Admin2Pcode=one.admin2Pcode)
    assert set(commune.admin2Pcode) == {one.admin2Pcode}
    assert read(api, 2, Admin0Pcode="BDI", Admin2Name=one.admin2Name, Admin1Pcode=one.admin1Pcode).equals(commune)


def test_rounds_and_dates_are_chosen_with_both_ends_included(api):
    everything = read(api, 0, Admin0Pcode="BDI")
    rounds = sorted(set(everything.roundNumber))
    assert len(rounds) >= 3, "the demonstration has several rounds"
    middle = int(rounds[1])
    assert set(read(api, 0, Admin0Pcode="BDI", FromRoundNumber=middle, ToRoundNumber=middle).roundNumber) == {middle}
    assert sorted(set(read(api, 0, Admin0Pcode="BDI", FromRoundNumber=middle).roundNumber)) == rounds[1:]
    day = everything[everything.roundNumber == middle].reportingDate.iloc[0][:10]
    chosen = read(api, 0, Admin0Pcode="BDI", FromReportingDate=day, ToReportingDate=day)
    assert set(chosen.reportingDate) == {f"{day}T00:00:00"}


def test_round_zero_means_no_limit_as_the_r_client_sends_it(api):
    unlimited = requests.get(f"{DTM}/v3/displacement/admin0", timeout=60, params={
        "Admin0Pcode": "BDI", "FromRoundNumber": 0, "ToRoundNumber": 0})
    assert unlimited.json()["totalRecordsCount"] == len(everything(api, 0, Admin0Pcode="BDI"))


def test_the_envelope_is_that_of_the_real_api():
    answer = requests.get(f"{DTM}/v3/displacement/admin1", params={"Admin0Pcode": "BDI"}, timeout=60)
    body = answer.json()
    assert answer.status_code == 200
    assert set(body) == {"result", "statusCode", "isSuccess", "errorMessages", "totalRecordsCount"}
    assert (body["statusCode"], body["isSuccess"], body["errorMessages"]) == (200, True, [])
    assert body["totalRecordsCount"] == len(body["result"])


def test_no_data_is_a_message_that_the_client_shows(api):
    with pytest.raises(DTMApiResponseError) as raised:
        read(api, 0, Admin0Pcode="ZZZ")
    assert str(raised.value).strip()


def test_a_request_that_names_nothing_is_refused():
    answer = requests.get(f"{DTM}/v3/displacement/admin0", timeout=60)
    assert answer.json()["isSuccess"] is False
    assert answer.json()["errorMessages"][0]


def test_a_path_that_the_real_api_does_not_have_is_not_found():
    for path in ("/v3/displacement/admin9", "/v2/NoSuchList", "/v1/nothing"):
        answer = requests.get(f"{DTM}{path}", timeout=60)
        assert answer.status_code == 404, path
        assert answer.json()["error"]["message"], path


def test_a_parameter_that_cannot_be_read_is_refused_by_name():
    answer = requests.get(f"{DTM}/v3/displacement/admin0", timeout=60, params={
        "Admin0Pcode": "BDI", "FromReportingDate": "yesterday"})
    assert answer.json()["isSuccess"] is False
    assert "FromReportingDate" in answer.json()["errorMessages"][0]
