"""Choosing who is asked: everybody, a category, or organisations found by name."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhibu.domain.access.scope import organisation_for
from zhibu.domain.intake.queries import tree_of
from zhibu.domain.intake.targets import ALL, Node, Tree
from zhibu.domain.organisations.choices import Category
from zhibu.web.frame.requests import Request

_HITS = 12


@login_required
@require_GET
def targets(request: Request, organisation: int) -> HttpResponse:
    """The picker's choices: what is ticked already stays, then what fits the words typed."""
    place = organisation_for(request.user, organisation, "tasks.assign")
    tree = tree_of(place, on=request.frame.today)
    ticked = [target for target in request.GET.getlist("target") if tree.knows(target)]
    words = request.GET.get("q", "").strip()[:40]
    hits = [target for node in _found(tree, words) for target in _ways(tree, node) if target not in ticked]
    quick = [target for target in (ALL, *(f"category:{c}" for c in Category.values)) if tree.knows(target)]
    context = {
        "ticked": [(target, tree.label(target)) for target in ticked if target not in quick],
        "quick": [(target, tree.label(target), target in ticked) for target in quick],
        "hits": [(target, tree.label(target)) for target in hits],
        "words": words,
        "place": place,
        "count": len(tree.expand(ticked)),
    }
    return render(request, "intake/_targets.html", context)


def _found(tree: Tree, words: str) -> list[Node]:
    if not words:
        return []
    fits = [
        node for node in tree.nodes if any(words in name for name in (node.name, *node.unit, node.short_name))
    ]
    return fits[:_HITS]


def _ways(tree: Tree, node: Node) -> list[str]:
    """A branch is asked itself; a committee itself or through the branches below it."""
    below = [f"under:{node.pk}"] if tree.below(node) else []
    return [*below, f"organisation:{node.pk}"]
