"""Drawing the tree: units, committees, general branches, branches, groups, and their terms of office."""

from datetime import date, timedelta

from zhibu.domain.organisations.choices import Category, Kind
from zhibu.domain.organisations.models import Organisation, Term, Unit
from zhibu.jobs.demo.units import DEPARTMENT, JOINT, UNITS, UnitSpec
from zhibu.jobs.demo.world import Branch, Style, World

MEAN_SIZE = 6000 / 195
_STYLES: tuple[tuple[Style, int], ...] = (
    ("good", 58),
    ("late", 16),
    ("gaps", 14),
    ("fading", 8),
    ("silent", 4),
)
_TITLES = {
    Kind.COMMITTEE: ("党委", "委员会"),
    Kind.GENERAL_BRANCH: ("党总支", "总支部委员会"),
    Kind.BRANCH: ("党支部", "支部委员会"),
}


def draw_tree(world: World, units: int) -> None:
    """Draw the first `units` units with their organisations, without groups, and store them."""
    world.root = _node(world, None, DEPARTMENT, "厅直机关", Kind.COMMITTEE, Category.ORGAN)
    world.root.short_name, world.root.name = "厅直机关党委", f"中共{DEPARTMENT}直属机关委员会"
    chosen = UNITS[:units]
    rows = {
        spec.short: Unit(name=spec.name, short_name=spec.short, category=spec.category) for spec in chosen
    }
    Unit.objects.bulk_create(rows.values())
    for spec in chosen:
        if spec.short == JOINT[1]:
            continue
        _draw_unit(world, spec, rows[spec.short])
    _fit_sizes(world)
    Organisation.objects.bulk_create(world.organisations, batch_size=500)


def draw_groups(world: World) -> None:
    """Groups of ten or more in the branches that chose to have them, all with at least twenty members."""
    groups: list[Organisation] = []
    for branch in world.branches:
        if branch.size < 20 or world.rng.random() > 0.18:
            continue
        for number in range(max(2, branch.size // 14)):
            stem = branch.row.short_name.removesuffix("党支部")
            group = _node(
                world, branch.row, branch.row.name, stem, Kind.GROUP, Category(branch.row.category), number
            )
            branch.groups.append(group)
            groups.append(group)
    Organisation.objects.bulk_create(groups, batch_size=500)
    Organisation.objects.bulk_update(
        [branch.row for branch in world.branches if branch.groups], ["numchild"], batch_size=500
    )


def draw_terms(world: World) -> None:
    """Five years for committees, three below (BR-26, EL-01); some have run out, some run out within half a year."""
    terms = []
    for organisation in world.organisations:
        if organisation.kind == Kind.GROUP:
            continue
        years = 5 if organisation.kind == Kind.COMMITTEE else 3
        left = world.rng.choices((-120, 90, 600), weights=(7, 10, 83))[0] + world.rng.randrange(80)
        expires = world.as_of + timedelta(days=left)
        elected = max(expires - timedelta(days=365 * years), organisation.established_on)
        terms.append(Term(organisation=organisation, elected_on=elected, expires_on=expires))
    Term.objects.bulk_create(terms, batch_size=500)
    for term in terms:
        world.log(
            "organisations.begin_term",
            term,
            term.organisation.path,
            None,
            world.entered(term.elected_on),
            elected_on=term.elected_on,
            expires_on=term.expires_on,
        )


def log_tree(world: World) -> None:
    """One journal line for each organisation."""
    for row in world.organisations:
        when = world.entered(row.established_on)
        world.log("organisations.found_organisation", row, row.path, None, when, name=row.name, kind=row.kind)


def _draw_unit(world: World, spec: UnitSpec, unit: Unit) -> None:
    if spec.top == Kind.BRANCH:
        joint = spec.short == JOINT[0]
        stem = "政策法规处、财务审计处联合" if joint else spec.short
        _branch(world, world.root, f"{DEPARTMENT}{stem}", stem, unit, spec.size + 5 * joint, joint=joint)
        return
    top = _node(world, world.root, spec.name, spec.short, spec.top, spec.category, unit=unit)
    for team in spec.teams:
        _branch(world, top, f"{spec.name}{team}", f"{spec.short}{team}", unit)
    for site in spec.sites:
        name, stem = f"{spec.name}{site}", f"{spec.short}{site}"
        general = _node(world, top, name, stem, Kind.GENERAL_BRANCH, spec.category, unit=unit)
        for crew in spec.crews:
            _branch(world, general, f"{name}{crew}", f"{stem}{crew}", unit)


def _branch(
    world: World,
    parent: Organisation,
    name: str,
    stem: str,
    unit: Unit,
    size: int = 0,
    *,
    joint: bool = False,
) -> None:
    row = _node(world, parent, name, stem, Kind.BRANCH, Category(unit.category), unit=unit)
    row.is_joint = joint
    style = world.rng.choices([style for style, _ in _STYLES], weights=[weight for _, weight in _STYLES])[0]
    drawn = size or min(48, max(5, round(world.rng.gauss(32, 11))))
    world.branches.append(Branch(row, drawn, style))


def _fit_sizes(world: World) -> None:
    """Nudge the drawn sizes until the whole has the wanted head count; small offices stay as they are."""
    wanted = round(MEAN_SIZE * len(world.branches))
    free = [branch for branch in world.branches if 12 <= branch.size < 49]
    missing = wanted - sum(branch.size for branch in world.branches)
    while missing and free:
        branch = world.rng.choice(free)
        step = 1 if missing > 0 else -1
        if 8 <= branch.size + step <= 49:
            branch.size += step
            missing -= step


def _node(
    world: World,
    parent: Organisation | None,
    name: str,
    stem: str,
    kind: Kind,
    category: Category,
    number: int = 0,
    *,
    unit: Unit | None = None,
) -> Organisation:
    """One organisation with its place in the tree worked out, as treebeard would on add_child."""
    if parent is None:
        path, depth = Organisation._get_path("", 1, 1), 1
    else:
        parent.numchild += 1
        depth = parent.depth + 1
        path = Organisation._get_path(parent.path, depth, parent.numchild)
    if kind == Kind.GROUP:
        short = f"{stem}第{'一二三四五六'[number]}党小组"
        full = f"{name.removesuffix('支部委员会')}支部第{'一二三四五六'[number]}党小组"
    else:
        short, full = stem + _TITLES[kind][0], f"中共{name}{_TITLES[kind][1]}"
    node = Organisation(
        path=path,
        depth=depth,
        numchild=0,
        name=full,
        short_name=short,
        kind=kind,
        category=category,
        unit=unit or (parent.unit if parent else None),
        established_on=_founded(world, kind),
    )
    world.organisations.append(node)
    return node


def _founded(world: World, kind: Kind) -> date:
    if kind == Kind.BRANCH and world.rng.random() < 0.02:
        return world.as_of - timedelta(days=world.rng.randrange(60, 200))
    return date(world.rng.randrange(2008, 2020), world.rng.randrange(1, 13), world.rng.randrange(1, 29))
