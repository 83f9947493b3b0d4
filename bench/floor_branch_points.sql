-- The floor for one score sheet: the branches' points of the third quarter of 2026, written by hand for these rules.
-- One row per branch; empty is unknown.
WITH held AS (
    SELECT organisation_id, activity.kind, month(held_on) AS held_month,
        established_on <= date_trunc('month', held_on)
            AND (dissolved_on IS NULL OR dissolved_on > last_day(held_on)) AS whole
    FROM activity JOIN organisation ON organisation.id = organisation_id
    WHERE held_on BETWEEN DATE '2026-07-01' AND DATE '2026-09-30'
),
counted AS (
    SELECT organisation_id,
        count(*) FILTER (kind = 'member_assembly') AS member_assemblies,
        count(DISTINCT held_month) FILTER (kind = 'committee_meeting' AND whole) AS committee_meeting_months,
        count(DISTINCT held_month) FILTER (kind = 'theme_day' AND whole) AS theme_day_months,
        count(*) FILTER (kind = 'party_lecture') AS party_lectures,
        count(*) FILTER (kind = 'volunteer') AS volunteer_activities,
        count(*) FILTER (kind = 'visit') AS visits,
        count(*) FILTER (kind = 'joint_building') AS joint_buildings
    FROM held GROUP BY organisation_id
),
declared AS (
    SELECT organisation_id FROM declaration GROUP BY organisation_id
    HAVING bool_or(period IN ('2026', '2026H2', '2026Q3', '2026-07'))
        AND bool_or(period IN ('2026', '2026H2', '2026Q3', '2026-08'))
        AND bool_or(period IN ('2026', '2026H2', '2026Q3', '2026-09'))
),
covered AS (
    SELECT organisation_id FROM counted
    UNION SELECT parent_id FROM organisation SEMI JOIN counted ON counted.organisation_id = organisation.id
        WHERE kind = 'group'
    UNION SELECT organisation_id FROM declared
),
full_members AS (
    SELECT organisation_id, count(DISTINCT person_id) AS full_members FROM membership
    WHERE status = 'full' AND since <= DATE '2026-09-30' AND (until IS NULL OR until > DATE '2026-09-30')
    GROUP BY organisation_id
),
tasks AS (
    SELECT organisation_id, count(*) AS overdue FROM assignment
    WHERE due_on <= DATE '2026-09-30' AND (done_on IS NULL OR done_on > DATE '2026-09-30') GROUP BY organisation_id
),
findings AS (
    SELECT organisation_id, count(*) AS overdue FROM finding
    WHERE due_on <= DATE '2026-09-30' AND (closed_on IS NULL OR closed_on > DATE '2026-09-30')
    GROUP BY organisation_id
),
stated AS (
    SELECT organisation_id, top / bottom AS innovation FROM statement
    WHERE sheet = 'branch_points' AND input = 'innovation' AND period = '2026Q3' AND person_id IS NULL
),
branch AS (
    SELECT id,
        (established_on <= DATE '2026-07-01' AND (dissolved_on IS NULL OR dissolved_on > DATE '2026-07-31'))::BIGINT
        + (established_on <= DATE '2026-08-01' AND (dissolved_on IS NULL OR dissolved_on > DATE '2026-08-31'))::BIGINT
        + (established_on <= DATE '2026-09-01' AND (dissolved_on IS NULL OR dissolved_on > DATE '2026-09-30'))::BIGINT
            AS full_months
    FROM organisation WHERE kind = 'branch'
),
fact AS (
    SELECT branch.id AS subject, full_months, coalesce(full_members, 0) AS full_members,
        coalesce(tasks.overdue, 0) AS overdue_tasks, coalesce(findings.overdue, 0) AS overdue_findings, innovation,
        CASE WHEN covered.organisation_id IS NOT NULL THEN coalesce(member_assemblies, 0) END AS member_assemblies,
        CASE WHEN covered.organisation_id IS NOT NULL THEN coalesce(committee_meeting_months, 0) END
            AS committee_meeting_months,
        CASE WHEN covered.organisation_id IS NOT NULL THEN coalesce(theme_day_months, 0) END AS theme_day_months,
        CASE WHEN covered.organisation_id IS NOT NULL THEN coalesce(party_lectures, 0) END AS party_lectures,
        CASE WHEN covered.organisation_id IS NOT NULL THEN coalesce(volunteer_activities, 0) END
            AS volunteer_activities,
        CASE WHEN covered.organisation_id IS NOT NULL THEN coalesce(visits, 0) END AS visits,
        CASE WHEN covered.organisation_id IS NOT NULL THEN coalesce(joint_buildings, 0) END AS joint_buildings
    FROM branch
    LEFT JOIN counted ON counted.organisation_id = branch.id
    LEFT JOIN covered ON covered.organisation_id = branch.id
    LEFT JOIN full_members ON full_members.organisation_id = branch.id
    LEFT JOIN tasks ON tasks.organisation_id = branch.id
    LEFT JOIN findings ON findings.organisation_id = branch.id
    LEFT JOIN stated ON stated.organisation_id = branch.id
),
item AS (
    SELECT subject,
        CASE WHEN full_months < 3 THEN 20 WHEN member_assemblies IS NULL THEN NULL
            WHEN member_assemblies >= 1 THEN 20 ELSE 0 END AS assembly,
        CASE WHEN full_members < 7 OR full_months < 1 THEN 20
            ELSE round(20 * committee_meeting_months / nullif(full_months, 0), 2) END AS committee,
        CASE WHEN full_months < 1 THEN 20 ELSE round(20 * theme_day_months / full_months, 2) END AS theme,
        CASE WHEN full_months < 3 THEN 20 WHEN party_lectures IS NULL THEN NULL
            WHEN party_lectures >= 1 THEN 20 ELSE 0 END AS lecture,
        CASE WHEN volunteer_activities IS NOT NULL
            THEN least(volunteer_activities * 3, 9) + least(visits * 2, 6) END AS service,
        CASE WHEN joint_buildings IS NOT NULL THEN least(joint_buildings * 3, 6) END AS joint,
        innovation, -2 * overdue_tasks - 3 * overdue_findings AS overdue
    FROM fact
),
points AS (
    SELECT *, CASE WHEN assembly + committee + theme + lecture > 80 THEN 80
            ELSE assembly + committee + theme + lecture END
        + CASE WHEN service + joint + innovation > 20 THEN 20 ELSE service + joint + innovation END
        + overdue AS unbounded
    FROM item
)
SELECT subject, assembly, committee, theme, lecture, service, joint, innovation, overdue,
    CASE WHEN unbounded < 0 THEN 0 ELSE unbounded END AS total,
    CASE WHEN unbounded IS NULL THEN NULL WHEN unbounded >= 85 THEN '一档' WHEN unbounded >= 70 THEN '二档'
        ELSE '三档' END AS band
FROM points ORDER BY subject
