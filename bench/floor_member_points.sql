-- The floor for one score sheet of persons: the members' points of the third quarter of 2026, written by hand for these
-- rules. One row per member; empty is unknown.
WITH held AS (
    SELECT id, organisation_id, kind FROM activity
    WHERE held_on BETWEEN DATE '2026-07-01' AND DATE '2026-09-30'
        AND kind IN ('member_assembly', 'group_meeting', 'party_lecture', 'theme_day', 'organisation_life',
            'training', 'volunteer')
),
member AS (
    SELECT person_id, organisation_id, group_id FROM membership
    WHERE since <= DATE '2026-09-30' AND (until IS NULL OR until > DATE '2026-09-30')
),
belonging AS (
    SELECT person_id, organisation_id FROM member
    UNION SELECT person_id, group_id FROM member WHERE group_id IS NOT NULL
    UNION SELECT person_id, organisation.id FROM member
        JOIN organisation ON organisation.kind = 'group' AND organisation.parent_id = member.organisation_id
),
taken_part AS (
    SELECT attendance.person_id, attendance.organisation_id, status = 'present' AS present, kind
    FROM attendance JOIN held ON held.id = attendance.activity_id
),
own AS (
    SELECT taken_part.person_id, count(*) AS expected, count(*) FILTER (present) AS present
    FROM taken_part SEMI JOIN belonging ON belonging.person_id = taken_part.person_id
        AND belonging.organisation_id = taken_part.organisation_id
    WHERE kind NOT IN ('training', 'volunteer') GROUP BY taken_part.person_id
),
other AS (
    SELECT person_id, count(*) FILTER (kind = 'training') AS trainings,
        count(*) FILTER (kind = 'volunteer') AS volunteered
    FROM taken_part WHERE present AND kind IN ('training', 'volunteer') GROUP BY person_id
),
declared AS (
    SELECT organisation_id FROM declaration GROUP BY organisation_id
    HAVING bool_or(period IN ('2026', '2026H2', '2026Q3', '2026-07'))
        AND bool_or(period IN ('2026', '2026H2', '2026Q3', '2026-08'))
        AND bool_or(period IN ('2026', '2026H2', '2026Q3', '2026-09'))
),
recorded AS (
    SELECT organisation_id FROM activity
    WHERE held_on BETWEEN DATE '2026-07-01' AND DATE '2026-09-30'
    UNION SELECT organisation_id FROM declared
),
covered AS (
    SELECT organisation_id FROM recorded
    UNION SELECT parent_id FROM organisation SEMI JOIN recorded ON recorded.organisation_id = organisation.id
        WHERE kind = 'group'
),
posts AS (
    SELECT person_id, count(*) AS posts FROM post
    WHERE since <= DATE '2026-09-30' AND (until IS NULL OR until > DATE '2026-09-30')
        AND kind IN ('secretary', 'deputy_secretary', 'organisation_member', 'publicity_member', 'discipline_member',
            'committee_member')
    GROUP BY person_id
),
stated AS (
    SELECT person_id, top / bottom AS contribution FROM statement
    WHERE sheet = 'member_points' AND input = 'contribution' AND period = '2026Q3' AND person_id IS NOT NULL
),
person AS (
    SELECT person_id, bool_or(covered.organisation_id IS NOT NULL) AS covered
    FROM member LEFT JOIN covered ON covered.organisation_id = member.organisation_id GROUP BY person_id
),
fact AS (
    SELECT person.person_id AS subject, coalesce(posts, 0) AS posts, contribution,
        CASE WHEN person.covered THEN coalesce(own.expected, 0) END AS expected,
        CASE WHEN person.covered THEN coalesce(own.present, 0) END AS present,
        CASE WHEN person.covered THEN coalesce(trainings, 0) END AS trainings,
        CASE WHEN person.covered THEN coalesce(volunteered, 0) END AS volunteered
    FROM person
    LEFT JOIN own ON own.person_id = person.person_id
    LEFT JOIN other ON other.person_id = person.person_id
    LEFT JOIN posts ON posts.person_id = person.person_id
    LEFT JOIN stated ON stated.person_id = person.person_id
),
item AS (
    SELECT subject,
        CASE WHEN expected < 1 THEN 60 ELSE round(60 * present / expected, 2) END AS life,
        CASE WHEN trainings IS NOT NULL THEN least(trainings * 5, 10) END AS study,
        CASE WHEN volunteered IS NOT NULL THEN least(volunteered * 5, 15) END AS volunteer,
        CASE WHEN posts >= 1 THEN 5 ELSE 0 END AS post, contribution
    FROM fact
),
points AS (
    SELECT *, life + study + CASE WHEN volunteer + post + contribution > 30 THEN 30
        ELSE volunteer + post + contribution END AS total
    FROM item
)
SELECT *, CASE WHEN total IS NULL THEN NULL WHEN total >= 80 THEN '一档' WHEN total >= 60 THEN '二档' ELSE '三档' END AS band
FROM points ORDER BY subject
