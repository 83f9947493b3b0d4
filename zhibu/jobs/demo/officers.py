"""Drawing who holds which post: secretaries, committees from seven full members on, group leaders, leaders."""

from datetime import date, timedelta

from zhibu.domain.organisations.choices import Kind
from zhibu.domain.organisations.models import Organisation
from zhibu.domain.people.choices import PostKind
from zhibu.domain.people.models import ContactPoint, Post
from zhibu.jobs.demo.world import Branch, World

# BR-22: a committee from seven full members on; below, a secretary alone.
COMMITTEE_FROM = 7
_SEATS = (
    PostKind.ORGANISATION_MEMBER,
    PostKind.PUBLICITY_MEMBER,
    PostKind.DISCIPLINE_MEMBER,
    PostKind.DEPUTY_SECRETARY,
)


def draw_officers(world: World) -> None:
    """Fill the posts of all organisations and give the department's leaders their contact branches."""
    posts: list[Post] = []
    for branch in world.branches:
        posts += _branch_posts(world, branch)
    for organisation in world.organisations:
        if organisation.kind in (Kind.COMMITTEE, Kind.GENERAL_BRANCH):
            posts += _committee_posts(world, organisation)
    Post.objects.bulk_create(posts, batch_size=500)
    contacts = _contact_points(world)
    ContactPoint.objects.bulk_create(contacts)
    for post in posts:
        when = world.entered(post.since)
        world.log(
            "people.appoint", post, post.organisation.path, None, when, kind=post.kind, since=post.since
        )


def _branch_posts(world: World, branch: Branch) -> list[Post]:
    full = [row for row in branch.full_members() if row.since <= world.opened_on] or branch.full_members()
    if not full:
        return []
    seated = world.rng.sample(full, k=min(len(full), 5))
    secretary = seated[0].person
    since = max(_elected(world), branch.row.established_on, seated[0].since)
    posts = [Post(person=secretary, organisation=branch.row, kind=PostKind.SECRETARY, since=since)]
    branch.committee = [secretary]
    if len(branch.full_members()) >= COMMITTEE_FROM:
        for row, kind in zip(seated[1:], _SEATS[: 2 + (branch.size > 12) + (branch.size > 30)], strict=False):
            begun = max(since, row.since)
            posts.append(Post(person=row.person, organisation=branch.row, kind=kind, since=begun))
            branch.committee.append(row.person)
        if branch.size <= 12:  # BR-24: a committee of three, of whom one looks after discipline as well.
            last = posts[-1]
            posts.append(
                Post(
                    person=last.person,
                    organisation=branch.row,
                    kind=PostKind.DISCIPLINE_MEMBER,
                    since=last.since,
                )
            )
        posts += _predecessor(world, branch, posts[0], seated)
    for group in branch.groups:
        leader = next((row for row in full if row.group_id == group.pk), None)
        if leader is not None:
            begun = max(since, leader.since)
            posts.append(
                Post(person=leader.person, organisation=group, kind=PostKind.GROUP_LEADER, since=begun)
            )
    return posts


def _predecessor(world: World, branch: Branch, post: Post, seated: list) -> list[Post]:
    """In some branches the secretary is new: the one before served until a day of this year."""
    if world.rng.random() > 0.1 or len(seated) < 5:
        return []
    change = world.as_of - timedelta(days=world.rng.randrange(40, 300))
    since, post.since = post.since, max(change, post.since)
    if post.since == since:
        return []
    before = seated[-1].person
    return [
        Post(
            person=before,
            organisation=branch.row,
            kind=PostKind.SECRETARY,
            since=max(since, seated[-1].since),
            until=post.since - timedelta(days=1),
        )
    ]


def _committee_posts(world: World, organisation: Organisation) -> list[Post]:
    below = [branch for branch in world.branches if branch.row.path.startswith(organisation.path)]
    pool = [row.person for branch in below for row in branch.full_members() if row.since <= world.opened_on]
    top = organisation.kind == Kind.COMMITTEE
    chosen = world.rng.sample(pool, k=min(len(pool), 7 if top else 5))
    kinds = [PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY, PostKind.DISCIPLINE_MEMBER]
    since = max(_elected(world), organisation.established_on)
    posts = []
    for place, person in enumerate(chosen):
        kind = kinds[place] if place < len(kinds) else PostKind.COMMITTEE_MEMBER
        posts.append(Post(person=person, organisation=organisation, kind=kind, since=since))
        if top:
            posts.append(Post(person=person, organisation=organisation, kind=PostKind.LEADER, since=since))
    world.seats[organisation.path] = chosen
    return posts


def _contact_points(world: World) -> list[ContactPoint]:
    """Each leader of the department keeps contact with two branches."""
    since = date(world.as_of.year, 1, 15) if world.as_of.month > 2 else world.opened_on
    contacts = []
    for leader in world.seats[world.root.path]:
        for branch in world.rng.sample(world.branches, k=min(2, len(world.branches))):
            contacts.append(ContactPoint(person=leader, organisation=branch.row, since=since))
    return contacts


def _elected(world: World) -> date:
    return world.opened_on - timedelta(days=world.rng.randrange(30, 900))
