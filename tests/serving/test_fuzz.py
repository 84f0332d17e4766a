"""Requests that the description of the interface allows, and requests that it does not, to every route."""

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.support.desk_views import addresses_of
from tests.support.desks import served_desk
from whence.archive.archive import Archive
from whence.serving.action_table import ACTIONS
from whence.serving.openapi import describe
from whence.serving.view_table import VIEWS

SCHEMA = schemathesis.openapi.from_dict(describe(VIEWS, ACTIONS))
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
BOUNDED = settings(
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def desk(examples, tmp_path_factory):
    path = tmp_path_factory.mktemp("fuzz") / "news.whence"
    path.write_bytes(examples.read_bytes())
    with Archive(path, read_only=True) as archive:
        addresses = addresses_of(archive, "harbour")
        correction = archive.corrections()[0]
    with served_desk(path) as address:
        proof = httpx2.get(f"{address}/proof.json").json()["proof"]
        yield address, addresses, proof, {"report": correction.report, "attribution": "a1", "correction": correction.id}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_no_request_breaks_a_view_or_an_action(operation, desk):
    address, addresses, proof, ids = desk
    known = addresses.get(operation.path.split("/")[1], "").rpartition("/")[2]

    @settings(BOUNDED, max_examples=8 if operation.method == "get" else 30)
    @given(case=_cases(operation), is_known=st.booleans(), accept=st.sampled_from(["*/*", "application/json"]))
    def ask(case, is_known, accept):
        if is_known and "id" in (case.path_parameters or {}):
            case.path_parameters["id"] = known
        if isinstance(case.body, dict):
            case.body.pop("addresses", None)  # nothing is fetched
            case.body |= {name: ids[name] for name in case.body.keys() & ids.keys() if is_known}
        headers = {"Accept": accept, "X-Whence-Proof": proof}
        case.validate_response(case.call(base_url=address, headers=headers, allow_redirects=False), checks=CHECKS)

    ask()


def _cases(operation):
    modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
    return st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in modes))
