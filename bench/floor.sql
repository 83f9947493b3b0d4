-- The floor: what a good analyst writes by hand in DuckDB for the organisation indicators of the shipped packs, third
-- quarter of 2026. Bound to these rules and this quarter on purpose; it explains nothing and keeps no records behind.
-- One row per organisation; per indicator its verdict (empty: not judged) and its value.
WITH held AS (
    SELECT activity.id, organisation_id, activity.kind, month(held_on) AS held_month,
        established_on <= date_trunc('month', held_on)
            AND (dissolved_on IS NULL OR dissolved_on > last_day(held_on)) AS whole
    FROM activity JOIN organisation ON organisation.id = organisation_id
    WHERE held_on BETWEEN DATE '2026-07-01' AND DATE '2026-09-30'
),
own_activity AS (
    SELECT organisation_id,
        count(*) FILTER (kind = 'member_assembly') AS member_assemblies,
        count(DISTINCT held_month) FILTER (kind = 'committee_meeting' AND whole) AS committee_meeting_months,
        count(DISTINCT held_month) FILTER (kind = 'group_meeting' AND whole) AS group_meeting_months,
        count(*) FILTER (kind = 'party_lecture') AS party_lectures,
        count(DISTINCT held_month) FILTER (kind = 'theme_day' AND whole) AS theme_day_months,
        count(*) FILTER (kind = 'study_session') AS study_sessions
    FROM held GROUP BY organisation_id
),
below AS (
    SELECT parent_id, count(*) AS activities
    FROM organisation JOIN own_activity ON own_activity.organisation_id = organisation.id
    WHERE organisation.kind = 'group' GROUP BY parent_id
),
met_in_month AS (
    SELECT parent_id, count(DISTINCT (organisation_id, held_month)) AS months
    FROM held JOIN organisation ON organisation.id = held.organisation_id
    WHERE held.kind = 'group_meeting' AND organisation.kind = 'group' AND whole
    GROUP BY parent_id
),
declared AS (
    SELECT organisation_id FROM declaration GROUP BY organisation_id
    HAVING bool_or(period IN ('2026', '2026H2', '2026Q3', '2026-07'))
        AND bool_or(period IN ('2026', '2026H2', '2026Q3', '2026-08'))
        AND bool_or(period IN ('2026', '2026H2', '2026Q3', '2026-09'))
),
itself AS (
    SELECT organisation_id FROM own_activity UNION SELECT parent_id FROM below UNION SELECT * FROM declared
),
covered AS (
    SELECT organisation_id FROM itself
    UNION SELECT id FROM organisation SEMI JOIN itself ON itself.organisation_id = parent_id WHERE kind = 'group'
),
studied AS (
    SELECT attendance.organisation_id, count(*) AS expected, count(*) FILTER (status = 'present') AS present
    FROM attendance JOIN held ON held.id = activity_id WHERE held.kind = 'study_session'
    GROUP BY attendance.organisation_id
),
member AS (
    SELECT person_id, organisation_id, group_id, status FROM membership
    WHERE since <= DATE '2026-09-30' AND (until IS NULL OR until > DATE '2026-09-30')
),
belonging AS (
    SELECT organisation_id, person_id, status FROM member
    UNION ALL SELECT group_id, person_id, status FROM member WHERE group_id IS NOT NULL
),
members AS (
    SELECT organisation_id, count(DISTINCT person_id) AS members,
        count(DISTINCT person_id) FILTER (status = 'full') AS full_members
    FROM belonging GROUP BY organisation_id
),
members_below AS (
    SELECT above.id AS organisation_id, count(DISTINCT person_id) AS members
    FROM member JOIN organisation AS own ON own.id = member.organisation_id
    CROSS JOIN (SELECT unnest(range(1, 9)) AS level)
    JOIN organisation AS above ON above.path = own.path[:level * 4] AND level * 4 <= length(own.path)
    GROUP BY above.id
),
in_post AS (
    SELECT organisation_id, person_id, kind FROM post
    WHERE since <= DATE '2026-09-30' AND (until IS NULL OR until > DATE '2026-09-30')
),
posts AS (
    SELECT organisation_id, count(DISTINCT person_id) FILTER (kind = 'secretary') AS secretaries,
        count(DISTINCT person_id) FILTER (kind = 'leader') AS leaders_in_post,
        count(DISTINCT person_id) FILTER (kind = 'deputy_secretary') AS deputy_secretaries,
        count(DISTINCT person_id) FILTER (kind = 'discipline_member') AS discipline_members,
        count(DISTINCT kind) FILTER (kind IN ('secretary', 'organisation_member', 'publicity_member',
            'discipline_member')) AS committee_post_kinds,
        count(DISTINCT person_id) FILTER (kind IN ('secretary', 'deputy_secretary', 'organisation_member',
            'publicity_member', 'discipline_member', 'committee_member')) AS committee_members
    FROM in_post GROUP BY organisation_id
),
leader AS (
    SELECT DISTINCT member.person_id, member.organisation_id FROM member
    SEMI JOIN in_post ON in_post.person_id = member.person_id AND in_post.kind = 'leader'
),
leaders AS (SELECT organisation_id, count(*) AS leaders FROM leader GROUP BY organisation_id),
leaders_there AS (
    SELECT leader.organisation_id, count(DISTINCT leader.person_id) AS leaders_present
    FROM leader JOIN attendance ON attendance.person_id = leader.person_id AND attendance.status = 'present'
    JOIN held ON held.id = attendance.activity_id
    JOIN organisation ON organisation.id = attendance.organisation_id
    WHERE held.kind IN ('member_assembly', 'group_meeting', 'party_lecture', 'theme_day', 'organisation_life')
        AND (organisation.id = leader.organisation_id
            OR (organisation.kind = 'group' AND organisation.parent_id = leader.organisation_id))
    GROUP BY leader.organisation_id
),
alive AS (
    SELECT id, kind, parent_id,
        (established_on <= DATE '2026-07-01' AND (dissolved_on IS NULL OR dissolved_on > DATE '2026-07-31'))::BIGINT
        + (established_on <= DATE '2026-08-01' AND (dissolved_on IS NULL OR dissolved_on > DATE '2026-08-31'))::BIGINT
        + (established_on <= DATE '2026-09-01' AND (dissolved_on IS NULL OR dissolved_on > DATE '2026-09-30'))::BIGINT
            AS full_months,
        established_on <= DATE '2026-09-30' AND (dissolved_on IS NULL OR dissolved_on > DATE '2026-09-30') AS at_end
    FROM organisation
),
groups AS (
    SELECT parent_id, count(*) FILTER (at_end) AS groups, sum(full_months) AS group_full_months
    FROM alive WHERE kind = 'group' GROUP BY parent_id
),
terms AS (
    SELECT organisation_id, max(elected_on) AS elected_on, max(expires_on) AS expires_on
    FROM term WHERE elected_on <= DATE '2026-09-30' GROUP BY organisation_id
),
facts AS (
    SELECT o.id AS subject, o.kind, o.category, o.is_joint, alive.full_months, covered.organisation_id IS NOT NULL AS covered,
        coalesce(a.member_assemblies, 0) AS member_assemblies,
        coalesce(a.committee_meeting_months, 0) AS committee_meeting_months,
        coalesce(a.group_meeting_months, 0) AS group_meeting_months,
        coalesce(met_in_month.months, 0) AS all_group_meeting_months,
        coalesce(a.party_lectures, 0) AS party_lectures,
        coalesce(a.theme_day_months, 0) AS theme_day_months, coalesce(a.study_sessions, 0) AS study_sessions,
        coalesce(studied.expected, 0) AS expected, coalesce(studied.present, 0) AS present,
        coalesce(members.members, 0) AS members, coalesce(members.full_members, 0) AS full_members,
        coalesce(posts.secretaries, 0) AS secretaries, coalesce(posts.committee_members, 0) AS committee_members,
        coalesce(posts.deputy_secretaries, 0) AS deputy_secretaries,
        coalesce(posts.discipline_members, 0) AS discipline_members,
        coalesce(posts.committee_post_kinds, 0) AS committee_post_kinds, coalesce(below.members, 0) AS subtree_members,
        coalesce(posts.leaders_in_post, 0) AS leaders_in_post, coalesce(leaders.leaders, 0) AS leaders,
        coalesce(leaders_there.leaders_present, 0) AS leaders_present, coalesce(groups.groups, 0) AS groups,
        coalesce(groups.group_full_months, 0) AS group_full_months, terms.elected_on, terms.expires_on
    FROM organisation AS o
    JOIN alive ON alive.id = o.id
    LEFT JOIN covered ON covered.organisation_id = o.id
    LEFT JOIN own_activity AS a ON a.organisation_id = o.id
    LEFT JOIN members_below AS below ON below.organisation_id = o.id
    LEFT JOIN met_in_month ON met_in_month.parent_id = o.id
    LEFT JOIN studied ON studied.organisation_id = o.id
    LEFT JOIN members ON members.organisation_id = o.id
    LEFT JOIN posts ON posts.organisation_id = o.id
    LEFT JOIN leaders ON leaders.organisation_id = o.id
    LEFT JOIN leaders_there ON leaders_there.organisation_id = o.id
    LEFT JOIN groups ON groups.parent_id = o.id
    LEFT JOIN terms ON terms.organisation_id = o.id
)
SELECT subject,
    CASE WHEN kind <> 'branch' THEN NULL WHEN members <= 50 THEN 'met' ELSE 'not_met' END AS branch_maximum,
    members AS branch_maximum_value,
    CASE WHEN kind <> 'branch' THEN NULL WHEN is_joint THEN 'not_applicable'
        WHEN full_members >= 3 THEN 'met' ELSE 'not_met' END AS branch_minimum,
    full_members AS branch_minimum_value,
    CASE WHEN kind <> 'branch' THEN NULL WHEN full_members < 7 THEN 'not_applicable'
        WHEN committee_members BETWEEN 3 AND 7 THEN 'met' ELSE 'not_met' END AS committee_established,
    committee_members AS committee_established_value,
    CASE WHEN kind <> 'branch' THEN NULL WHEN full_members < 7 OR full_months < 1 THEN 'not_applicable'
        WHEN NOT covered THEN 'unknown'
        WHEN committee_meeting_months >= full_months THEN 'met'
        ELSE 'not_met' END AS committee_meeting,
    CASE WHEN covered THEN committee_meeting_months END AS committee_meeting_value,
    CASE WHEN kind <> 'branch' THEN NULL WHEN full_members < 7 THEN 'not_applicable'
        WHEN committee_post_kinds >= 4 THEN 'met' ELSE 'not_met' END AS committee_posts,
    committee_post_kinds AS committee_posts_value,
    CASE WHEN kind <> 'branch' THEN NULL WHEN deputy_secretaries <= 1 THEN 'met'
        ELSE 'not_met' END AS deputy_secretaries, deputy_secretaries AS deputy_secretaries_value,
    CASE WHEN kind <> 'committee' THEN NULL WHEN category <> 'enterprise' THEN 'not_applicable'
        WHEN subtree_members >= 100 THEN 'met' ELSE 'not_met' END AS enterprise_committee_members,
    subtree_members AS enterprise_committee_members_value,
    CASE WHEN kind <> 'general_branch' THEN NULL WHEN category <> 'enterprise' THEN 'not_applicable'
        WHEN subtree_members BETWEEN 50 AND 99 THEN 'met' ELSE 'not_met' END AS enterprise_general_branch_members,
    subtree_members AS enterprise_general_branch_members_value,
    CASE WHEN kind <> 'general_branch' THEN NULL WHEN committee_members < 1 THEN 'not_applicable'
        WHEN committee_members BETWEEN 5 AND 9 THEN 'met' ELSE 'not_met' END AS general_branch_committee_size,
    committee_members AS general_branch_committee_size_value,
    CASE WHEN kind <> 'branch' THEN NULL WHEN groups < 1 OR group_full_months < 1 THEN 'not_applicable'
        WHEN NOT covered THEN 'unknown' WHEN all_group_meeting_months >= group_full_months THEN 'met'
        ELSE 'not_met' END AS group_meeting,
    CASE WHEN covered THEN all_group_meeting_months END AS group_meeting_value,
    CASE WHEN kind <> 'group' THEN NULL WHEN members >= 3 AND full_members >= 1 THEN 'met'
        ELSE 'not_met' END AS group_size,
    members AS group_size_value,
    CASE WHEN kind <> 'branch' THEN NULL WHEN leaders < 1 THEN 'not_applicable' WHEN NOT covered THEN 'unknown'
        WHEN leaders_present >= leaders THEN 'met' ELSE 'not_met' END AS leaders_in_branch_life,
    CASE WHEN covered THEN leaders_present END AS leaders_in_branch_life_value,
    CASE WHEN kind <> 'branch' THEN NULL WHEN full_months < 3 THEN 'not_applicable' WHEN NOT covered THEN 'unknown'
        WHEN member_assemblies >= 1 THEN 'met' ELSE 'not_met' END AS member_assembly,
    CASE WHEN covered THEN member_assemblies END AS member_assembly_value,
    CASE WHEN kind <> 'group' THEN NULL WHEN full_months < 1 THEN 'not_applicable' WHEN NOT covered THEN 'unknown'
        WHEN group_meeting_months >= full_months THEN 'met'
        ELSE 'not_met' END AS own_group_meeting,
    CASE WHEN covered THEN group_meeting_months END AS own_group_meeting_value,
    CASE WHEN kind <> 'committee' THEN NULL WHEN category <> 'organ' THEN 'not_applicable'
        WHEN subtree_members >= 100 THEN 'met' ELSE 'not_met' END AS organ_committee_members,
    subtree_members AS organ_committee_members_value,
    CASE WHEN kind NOT IN ('general_branch', 'branch') THEN NULL
        WHEN category <> 'organ' OR (kind = 'branch' AND full_members < 7) THEN 'not_applicable'
        WHEN discipline_members >= 1 THEN 'met' ELSE 'not_met' END AS organ_discipline_member,
    discipline_members AS organ_discipline_member_value,
    CASE WHEN kind <> 'general_branch' THEN NULL WHEN category <> 'organ' THEN 'not_applicable'
        WHEN subtree_members BETWEEN 50 AND 99 THEN 'met' ELSE 'not_met' END AS organ_general_branch_members,
    subtree_members AS organ_general_branch_members_value,
    CASE WHEN kind <> 'committee' THEN NULL WHEN committee_members < 1 THEN 'not_applicable'
        WHEN committee_members BETWEEN 5 AND 11 THEN 'met' ELSE 'not_met' END AS party_committee_size,
    committee_members AS party_committee_size_value,
    CASE WHEN kind <> 'branch' THEN NULL WHEN full_months < 3 THEN 'not_applicable' WHEN NOT covered THEN 'unknown'
        WHEN party_lectures >= 1 THEN 'met' ELSE 'not_met' END AS party_lecture,
    CASE WHEN covered THEN party_lectures END AS party_lecture_value,
    CASE WHEN kind <> 'branch' THEN NULL WHEN secretaries >= 1 THEN 'met' ELSE 'not_met' END AS secretary_in_post,
    secretaries AS secretary_in_post_value,
    CASE WHEN kind <> 'committee' THEN NULL WHEN leaders_in_post < 1 OR (covered AND expected < 1)
        THEN 'not_applicable' WHEN NOT covered THEN 'unknown' WHEN present * 10 >= expected * 8 THEN 'met'
        ELSE 'not_met' END AS study_attendance,
    CASE WHEN covered AND expected > 0 THEN present // gcd(present, expected) || '/'
        || expected // gcd(present, expected) END AS study_attendance_value,
    CASE WHEN kind <> 'committee' THEN NULL WHEN leaders_in_post < 1 OR full_months < 3 THEN 'not_applicable'
        WHEN NOT covered THEN 'unknown' WHEN study_sessions >= 1 THEN 'met' ELSE 'not_met' END AS study_session,
    CASE WHEN covered THEN study_sessions END AS study_session_value,
    CASE WHEN kind = 'group' THEN NULL WHEN expires_on IS NULL THEN 'unknown'
        WHEN expires_on >= DATE '2026-09-30' THEN 'not_applicable'
        WHEN expires_on + INTERVAL 12 MONTH >= DATE '2026-09-30' THEN 'met' ELSE 'not_met' END AS term_extension,
    expires_on AS term_extension_value,
    CASE WHEN kind = 'group' THEN NULL WHEN kind = 'branch' AND full_members < 7 THEN 'not_applicable'
        WHEN expires_on IS NULL THEN 'unknown' WHEN expires_on >= DATE '2026-09-30' THEN 'met'
        ELSE 'not_met' END AS term_in_force,
    expires_on AS term_in_force_value,
    CASE WHEN kind = 'group' THEN NULL WHEN kind = 'branch' AND full_members < 7 THEN 'not_applicable'
        WHEN expires_on IS NULL THEN 'unknown'
        WHEN expires_on <= elected_on + to_months(CASE kind WHEN 'committee' THEN 60 ELSE 36 END) THEN 'met'
        ELSE 'not_met' END AS term_length,
    expires_on AS term_length_value,
    CASE WHEN kind <> 'branch' THEN NULL WHEN full_months < 1 THEN 'not_applicable' WHEN NOT covered THEN 'unknown'
        WHEN theme_day_months >= full_months THEN 'met' ELSE 'not_met' END AS theme_day,
    CASE WHEN covered THEN theme_day_months END AS theme_day_value
FROM facts ORDER BY subject
