"""The site to try: what is in the examples stands on the site, by the same services as the work of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tashan.web import examples
from tashan.web.accounts.models import Grant, Person
from tashan.web.archive.models import Document, Event
from tashan.web.atlas import bulk
from tashan.web.audit import queries as audit
from tashan.web.sharing.models import Base, Contract, Statement

FOLDER = Path(__file__).resolve().parents[2] / "examples"
TWO = ("shanghai-hongkong-2024-host.txt", "shanghai-hongkong-2024-visitor.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two of the examples that tell the same visit, with their register."""
    for name in (*TWO, examples.REGISTER):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    return tmp_path


@pytest.mark.django_db
def test_documents_are_published_and_one_event_has_two_reports(folder: Path) -> None:
    list(examples.load(folder))

    assert {Document.State.PUBLISHED} == set(Document.objects.values_list("state", flat=True))
    (meeting,) = Event.objects.filter(kind="meeting", public=True, merged_into=None)
    assert 2 == meeting.sources
    assert None is audit.verify()


@pytest.mark.django_db
def test_the_bulk_files_are_there_to_download(folder: Path) -> None:
    list(examples.load(folder))

    made = bulk.manifest()
    assert made is not None
    assert Event.objects.filter(public=True, merged_into=None).count() == made["events"]


@pytest.mark.django_db
def test_a_contract_has_a_statement_and_figures_that_wait(folder: Path) -> None:
    """Both sides approved by their own people; the statement adds up; the next figures wait for them."""
    list(examples.load(folder))

    contract = Contract.objects.get()
    assert Contract.State.IN_FORCE == contract.state
    assert [Base.State.CONFIRMED, Base.State.PROPOSED] == [base.state for base in contract.bases.order_by("pk")]
    assert 1 == Statement.objects.count()


@pytest.mark.django_db
def test_there_is_an_account_for_every_role(folder: Path) -> None:
    accounts = list(examples.load(folder))

    assert set(Grant.Role.values) == set(Grant.objects.values_list("role", flat=True))
    person = Person.objects.get(username=accounts[0].username)
    assert person.check_password(accounts[0].password)


@pytest.mark.django_db
def test_loading_again_adds_nothing(folder: Path) -> None:
    list(examples.load(folder))
    before = (Document.objects.count(), Event.objects.count(), Person.objects.count())

    again = list(examples.load(folder))

    assert [] == again
    assert before == (Document.objects.count(), Event.objects.count(), Person.objects.count())


@pytest.mark.django_db
def test_some_documents_are_left_to_be_reviewed(tmp_path: Path) -> None:
    """So that there is something to try the review on."""
    name = "fuyang-suzhou-2024.txt"
    (tmp_path / name).write_bytes((FOLDER / name).read_bytes())

    list(examples.load(tmp_path))

    document = Document.objects.get()
    assert Document.State.READ == document.state
    assert {"proposed"} == set(document.records.values_list("state", flat=True))
