"""geopandas and GDAL open what a person would open in a desktop map program."""

import geopandas
import pytest

# Burundi, with a margin of a tenth of a degree: longitude first.
BOX = (28.9, -4.6, 31.0, -2.2)
AREAS = {1: 18, 2: 119}


def open_map(server, path: str, tmp_path) -> geopandas.GeoDataFrame:
    answer = server.get(path)
    assert answer.status_code == 200, answer.text
    assert "json" in answer.headers["Content-Type"]
    file = tmp_path / "map.geojson"
    file.write_bytes(answer.content)
    return geopandas.read_file(file)


def check_areas(areas: geopandas.GeoDataFrame, level: int) -> None:
    assert len(areas) == AREAS[level]
    assert areas.crs.to_epsg() == 4326
    assert areas.geometry.is_valid.all()
    west, south, east, north = areas.total_bounds
    assert BOX[0] < west and BOX[1] < south and east < BOX[2] and north < BOX[3]
    assert areas.pcode.is_unique and areas.pcode.str.startswith("BDI").all()


@pytest.mark.parametrize("level", [1, 2])
def test_boundaries_open_as_a_map(server, burundi, tmp_path, level):
    areas = open_map(server, f"/api/v1/public/operations/{burundi['code']}/boundaries/{level}.geojson", tmp_path)
    check_areas(areas, level)
    assert areas.name.str.len().min() > 0
    assert not areas.approximate.any()


@pytest.mark.parametrize("level", [1, 2])
def test_a_round_opens_as_a_map_with_its_figures(server, burundi, collines, tmp_path, level):
    last = max(one["number"] for one in collines["rounds"])
    base = f"/api/v1/public/operations/{burundi['code']}/exercises/{collines['code']}"
    areas = open_map(server, f"{base}/rounds/{last}/admin{level}.geojson", tmp_path)
    check_areas(areas, level)
    figures = server.figures(burundi["code"], collines["code"], round=last, indicator="idps_individuals", level=level,
                             disaggregation="total")
    expected = {one["place"]: one["value"] for one in figures if one["value"] is not None}
    shown = areas.dropna(subset="idps_individuals").set_index("pcode").idps_individuals.astype(int).to_dict()
    assert shown == expected
