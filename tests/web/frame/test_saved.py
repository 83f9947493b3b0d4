"""常用筛选: kept by a user for themselves, offered where it was kept, dropped by nobody else."""

from typing import Any

from django.test import Client

from tests.world import World
from zhibu.domain.accounts.actions import MOST
from zhibu.domain.accounts.models import SavedView


def keep(
    client: Client, name: str = "逾期", query: str = "state=overdue&page=3&q=", page: str = "tasks"
) -> Any:
    return client.post("/views/", {"page": page, "name": name, "query": query})


def test_a_kept_filter_is_offered_on_its_list_to_its_owner(office: Client, secretary: Client) -> None:
    answer = keep(office)
    assert answer["Location"] == "/tasks/?state=overdue"
    shown = office.get(answer["Location"]).content.decode()
    assert 'href="?state=overdue" aria-current="true">逾期</a>' in shown
    assert "存为常用" not in shown
    assert "逾期</a><form" in office.get("/tasks/").content.decode()
    assert "/views/" not in office.get("/records/").content.decode()
    assert "/views/" not in secretary.get("/tasks/").content.decode()


def test_the_same_name_means_the_new_filter(office: Client) -> None:
    keep(office)
    keep(office, query="state=done")
    assert [view.query for view in SavedView.objects.all()] == ["state=done"]


def test_what_cannot_be_kept_is_said(office: Client) -> None:
    for name, query in (
        (" ", "state=done"),
        ("名" * 21, "state=done"),
        ("全部", ""),
        ("长", "q=" + "a" * 600),
    ):
        keep(office, name, query)
    assert "常用筛选要有" in office.get("/tasks/").content.decode()
    for number in range(MOST + 1):
        keep(office, f"第{number}个")
    assert SavedView.objects.count() == MOST


def test_only_a_list_keeps_filters(office: Client) -> None:
    for page in ("", "sign_out", "https://example.invalid/"):
        assert keep(office, page=page).status_code == 404


def test_nobody_drops_anothers(world: World, office: Client, secretary: Client) -> None:
    keep(office)
    view = SavedView.objects.get()
    secretary.post(f"/views/{view.pk}/drop/", {"page": "tasks"})
    assert SavedView.objects.filter(pk=view.pk).exists()
    office.post(f"/views/{view.pk}/drop/", {"page": "tasks"})
    assert not SavedView.objects.exists()
