"""No page reaches rows except through `visible_to`."""

import ast

import pytest

from tests.rules.reading import ROOT, chain, outermost, sources

# `page_for` is `visible_to` written once (partnership.prepared); its own tests compare
# the two for every role.
SCOPED = {"visible_to", "page_for"}


def unscoped(source: str) -> list[str]:
    """Chains that begin at a manager and never pass what looks at the person."""
    found = []
    for node in outermost(ast.parse(source)):
        names = chain(node)
        managers = {"objects", "_default_manager", "_base_manager"} & set(names)
        if managers and not SCOPED & set(names):
            found.append(f"line {node.lineno}: {'.'.join(names)}")
    return [*found, *_handed_over_whole(source)]


def _handed_over_whole(source: str) -> list[str]:
    """get_object_or_404(Model, …) asks the default manager behind our back."""
    return [
        f"line {node.lineno}: {chain(node)[-1]}({node.args[0].id})"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and chain(node)[-1] in ("get_object_or_404", "get_list_or_404")
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id[:1].isupper()
    ]


@pytest.mark.parametrize(
    "path", sources(part="views"), ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_page_reads_only_what_the_person_may_see(path):
    assert unscoped(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "rows = Response.objects.filter(pk=1)",
        "row = Response.objects.select_related('round').get(pk=1)",
        "rows = list(Response._default_manager.all())",
        "row = get_object_or_404(Response, pk=1)",
        "def page(request):\n    return Response.objects",
    ],
)
def test_the_rule_notices_a_page_that_reads_everything(source):
    assert unscoped(source)


def test_the_rule_lets_scoped_reading_pass():
    assert not unscoped(
        "rows = Response.objects.visible_to(request.access).filter(pk=1)\n"
        "row = get_object_or_404(rows, pk=1)\n"
        "answers = response.answers.filter(relevance='ours')"
    )
