"""Forms that no other site can send, and answers that protect whoever reads them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from server import create_app
from server.intranet.page.secret import secret_of
from server.settings import Settings, SettingsError
from tests.intranet.composants import application

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

PAGE = "/accessibilite"
SENDING = "/composants"
VERIFICATIONS = "/api/v1/verifications"
ELSEWHERE = {"Origin": "https://ailleurs.example"}
HERE = {"Origin": "http://localhost"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return application("neutre", tmp_path_factory.mktemp("var"))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def token(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(SENDING).text)
    assert found
    return found[1]


def test_a_form_with_its_token_is_read(client: FlaskClient) -> None:
    assert client.post(SENDING, data={"csrf_token": token(client)}, headers=HERE).status_code == 200


def test_a_form_without_its_token_is_refused_and_what_was_typed_is_given_back(client: FlaskClient) -> None:
    data = {"/titre": "Contrat « 57 »", "/publics": ["ehpad", "ssiad"], "csrf_token": "autre"}
    answer = client.post(SENDING, data=data, headers=HERE)
    assert answer.status_code == 400
    assert "pas perdue" in answer.text
    assert 'name="/titre" value="Contrat « 57 »"' in answer.text
    assert answer.text.count('name="/publics"') == 2
    assert "Les fichiers joints" not in answer.text
    assert 'value="autre"' not in answer.text


def test_a_form_that_does_not_tell_its_origin_is_not_repeated(client: FlaskClient) -> None:
    answer = client.post(SENDING, data={"/titre": "piège"})
    assert answer.status_code == 400
    assert "piège" not in answer.text


def test_the_api_asks_no_token(client: FlaskClient) -> None:
    assert client.post(VERIFICATIONS, json={}).status_code == 422


@pytest.mark.parametrize("address", [SENDING, VERIFICATIONS])
@pytest.mark.parametrize(
    "headers",
    [
        ELSEWHERE,
        {"Origin": "null"},
        {"Origin": "http://localhost:9000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", **HERE},
    ],
    ids=str,
)
def test_what_another_site_sends_is_refused(client: FlaskClient, address: str, headers: dict[str, str]) -> None:
    answer = client.post(address, data={"csrf_token": token(client)}, headers=headers)
    assert answer.status_code == 403
    assert answer.mimetype == ("text/html" if address == SENDING else "application/problem+json")


@pytest.mark.parametrize("headers", [{}, HERE, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}], ids=str)
def test_what_a_program_or_a_page_of_ours_sends_is_read(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post(VERIFICATIONS, json={}, headers=headers).status_code == 422


def test_another_site_may_link_to_a_page(client: FlaskClient) -> None:
    assert client.get(PAGE, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "192.168.1.7", "cpom:8000"])
def test_a_name_that_nobody_else_can_give_the_service_is_its_own(client: FlaskClient, host: str) -> None:
    assert client.get(PAGE, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["ailleurs.example", "127.0.0.1.ailleurs.example:8000", "localhost.ailleurs.example."])
def test_a_name_that_leads_here_from_elsewhere_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get(PAGE, headers={"Host": host})
    assert answer.status_code == 400
    assert "CPOM_HOTES" in answer.text
    assert "CPOM_HOTES" in client.get("/sante", headers={"Host": host}).get_json()["detail"]


def test_a_name_that_the_settings_give_is_the_service_s_own(tmp_path: Path) -> None:
    app = create_app(Settings.from_environment({"CPOM_VAR": str(tmp_path), "CPOM_HOTES": "Cpom.ars.example, autre.fr"}))
    assert app.test_client().get(PAGE, headers={"Host": "cpom.ars.example:8000"}).status_code == 200


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_the_cookie_is_for_this_site_alone(client: FlaskClient, scheme: str) -> None:
    cookie = client.get(SENDING, base_url=f"{scheme}://localhost").headers["Set-Cookie"]
    flags = set(cookie.split("; ")[1:])
    assert {"HttpOnly", "SameSite=Lax"} <= flags
    assert ("Secure" in flags) == (scheme == "https")


@pytest.mark.parametrize("address", [PAGE, "/nulle/part", "/statique/commun.css", SENDING])
def test_every_page_protects_whoever_reads_it(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize(
    ("method", "address", "status"), [("GET", "/nulle/part", 404), ("DELETE", PAGE, 405), ("POST", SENDING, 413)]
)
def test_an_error_of_the_pages_is_a_page_in_french(
    app: Flask, monkeypatch: pytest.MonkeyPatch, method: str, address: str, status: int
) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 100)
    answer = app.test_client().open(address, method=method, data={"x": "a" * 1000} if method == "POST" else None)
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert '<html lang="fr"' in answer.text


def test_an_error_that_nobody_foresaw_is_a_page_that_says_nothing_of_itself(tmp_path: Path) -> None:
    app = application("neutre", tmp_path / "var")

    @app.get("/panne")
    def _() -> str:
        raise RuntimeError("le mot de passe est 1234")

    answer = app.test_client().get("/panne")
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "1234" not in answer.text


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings.from_environment({"CPOM_VAR": str(tmp_path / "var")})
    first = secret_of(settings)
    assert len(first) >= 43
    assert secret_of(settings) == first
    assert (tmp_path / "var" / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret"]


def test_the_secret_of_the_settings_is_the_one_and_is_not_shown() -> None:
    secret = "0123456789abcdef" * 2
    settings = Settings.from_environment({"CPOM_SECRET": secret})
    assert secret_of(settings) == secret
    assert secret not in repr(settings)


def test_a_folder_that_cannot_keep_the_secret_is_told(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("un fichier", "utf-8")
    with pytest.raises(SettingsError, match="Donnez CPOM_SECRET"):
        secret_of(Settings.from_environment({"CPOM_VAR": str(tmp_path / "var")}))


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("CPOM_THEME", "rose", "Donnez à CPOM_THEME la valeur"),
        ("CPOM_SECRET", "court", "Donnez à CPOM_SECRET au moins"),
    ],
)
def test_a_setting_that_cannot_be_is_told(name: str, value: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        Settings.from_environment({name: value})
