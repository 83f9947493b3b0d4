"""Nonsense in addresses and forms is answered, never a failure of the server."""

import pytest

BIG = "9" * 30


@pytest.mark.parametrize(
    "url",
    [
        f"/tasks/?organisation={BIG}",
        f"/tasks/?plan={BIG}&task={BIG}",
        f"/findings/?organisation={BIG}",
        f"/assignments/{BIG}/",
        f"/plans/{BIG}/",
        f"/tasks/?page={BIG}",
        f"/targets/{BIG}/",
        "/tasks/?period=0000Q1",
        "/tasks/?q='%25_",
        "/findings/?state=x&scope=y&page=-1",
    ],
)
def test_a_nonsense_address_is_answered(office, own, url):
    assert office.get(url).status_code in (200, 404)


def test_a_nonsense_form_is_answered(secretary, office, own, submitted):
    report = secretary.post(f"/assignments/{own.pk}/report/", {"activity": BIG, "report": "x"})
    assert report.status_code == 422
    assert office.post("/tasks/check/", {"assignment": [BIG, "²", "-1"]}).status_code == 302
    task = {"title": "x", "due_on": "9999-12-31", "every": "month"}
    target = [f"organisation:{BIG}", "under:²", "all"]
    assert office.post("/tasks/new/", task | {"target": target}).status_code == 200
    assert office.post("/tasks/new/", task | {"every": "bogus", "target": "all"}).status_code == 422
