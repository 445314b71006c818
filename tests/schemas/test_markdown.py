"""What a Markdown text may hold, and what the writer of the others is told to do."""

import time

import pytest

from schemas.markdown import find_faults

ACCEPTED = {
    "a paragraph": "Le gestionnaire accueille **84** résidents, dont *30* habilités.",
    "two paragraphs": "Un.\n\nDeux.",
    "nested lists": "- a\n  - b\n    1. c\n       - d",
    "a list that starts at 3": "3. trois\n4. quatre",
    "a table": "| Année | Montant |\n|---|---:|\n| 2027 | 12 |",
    "links": "[ARS](https://ars.fr/x?a=1&b=2) <https://a.fr> <mailto:a@b.fr> [é](mailto:a@b.fr)",
    "a hard break": "1 rue du Pont\\\n57000 Metz",
    "HTML as text": "<w:p/> <script>alert(1)</script> <!-- x --> <br>",
    "other tongues' syntax as text": r"{{7*7}} #read \input{x} @x $x$ [^1] {% if %} & < > « » '",
    "footnote-like brackets": "voir [1] et [^2]",
    "an address as text": "https://ars.fr",
    "a lone accent": "le caractère ` seul",
    "nothing": "",
    "blank": " \n\n ",
}

REFUSED = {
    "# Titre": "Retirez le titre",
    "Titre\n===": "Retirez le titre",
    "Titre\n---": "Retirez le titre",
    "```\nx\n```": "Retirez le bloc de code",
    "~~~\nx": "Retirez le bloc de code",
    "    x": "Retirez les espaces en début de ligne",
    "\tx": "Retirez les espaces en début de ligne",
    "> x": "Retirez la citation",
    "- > x": "Retirez la citation",
    "***": "Retirez le trait horizontal",
    "un `mot`": "Retirez les accents graves",
    "**un `mot`**": "Retirez les accents graves",
    "![alt](https://a.fr/x.png)": "Retirez l’image",
    "[a](javascript:alert(1))": "Corrigez le lien",
    "[a](file:///etc/passwd)": "Corrigez le lien",
    "[a](data:text/html,x)": "Corrigez le lien",
    "[a](page.html)": "Corrigez le lien",
    "[a](#ancre)": "Corrigez le lien",
    "[a](//a.fr)": "Corrigez le lien",
    "[a](http:)": "Corrigez le lien",
    "[a](mailto:)": "Corrigez le lien",
    "<ftp://a.fr>": "Corrigez le lien",
    '[a](https://a.fr "titre")': "Retirez le titre entre guillemets du lien",
    "[](https://a.fr)": "Donnez un texte au lien",
    "[a]\n\n[a]: https://a.fr": "Retirez la définition de lien",
    "- a\n  - b\n    - c\n      - d\n        - e": "Réduisez la profondeur de la liste",
    "- a\n\n  | a |\n  |---|\n  | b |": "Sortez le tableau de la liste",
    "| a |\n|---|\n" + "| b |\n" * 1000: "Réduisez le tableau",
    "[" * 1000: "Coupez les paragraphes",
}


@pytest.mark.parametrize("text", ACCEPTED.values(), ids=ACCEPTED)
def test_what_a_word_document_keeps_is_accepted(text: str) -> None:
    assert find_faults(text) == []


@pytest.mark.parametrize(("text", "message"), REFUSED.items(), ids=lambda value: value[:20])
def test_anything_else_is_refused_with_what_to_do(text: str, message: str) -> None:
    (found,) = find_faults(text)

    assert found.startswith(message)


def test_all_the_faults_of_a_text_are_told_at_once_with_their_lines() -> None:
    found = find_faults("# Titre\n\nbon\n\n> citation\n\n- `code`")

    assert [message.partition(" (")[2] for message in found] == ["Ligne 1.)", "Ligne 5.)", "Ligne 7.)"]


def test_the_same_fault_on_two_lines_is_told_twice_and_on_one_line_once() -> None:
    assert len(find_faults("`a` `b`\n\n`c`")) == 2


def test_a_list_as_deep_as_allowed_may_be_followed_by_another() -> None:
    deep = "- a\n  - b\n    - c\n      - d"

    assert find_faults(f"{deep}\n\nEntre les deux.\n\n{deep}") == []


@pytest.mark.parametrize("text", ["[" * 100_000, "![[" * 30_000, "`a``b" * 20_000, "*a_ " * 25_000, "- " * 50_000])
def test_a_hostile_text_is_judged_in_time(text: str) -> None:
    begin = time.process_time()

    find_faults(text)

    assert time.process_time() - begin < 10
