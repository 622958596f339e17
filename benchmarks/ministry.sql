-- Goals and reports of a ministry's counties, from arithmetic alone. Variables: definitions, orgs, months.

SET VARIABLE courses = getvariable('definitions') * getvariable('orgs');

CREATE MACRO stirred(x) AS (xor(x, x >> 16) * 73244475) & 4294967295;
CREATE MACRO mixed(a, b, c) AS
    (stirred(stirred((a::BIGINT * 73856093 + b::BIGINT * 19349663 + c::BIGINT * 83492791 + 97) & 4294967295)) >> 8)::BIGINT;

-- What each county promises, where it will stand at last (`reach`, as a share of the way), and by which month.
CREATE TABLE courses AS
WITH drawn AS (
    SELECT d.*, org, org * getvariable('definitions') + number AS id,
        mixed(number, org, 1) AS m1, mixed(number, org, 2) AS m2, mixed(number, org, 3) AS m3,
        mixed(number, org, 4) AS m4, mixed(number, org, 5) AS m5,
        CASE WHEN curve IN ('linear', 'points') THEN elapsed::DOUBLE / whole ELSE 1 END AS expected
    FROM range(getvariable('orgs')) orgs(org), definitions d
), promised AS (
    SELECT *,
        CASE WHEN NOT level AND NOT rising THEN 5 * (2 + m1 % 8)
             WHEN NOT level THEN 60 * (1 + m1 % 50)
             WHEN NOT rising THEN 4 + m1 % 9 / 2
             WHEN curve = 'flat' THEN 5 + m1 % 9 / 2
             ELSE 60 + m1 % 61 / 2 END AS goal,
        CASE WHEN NOT has_baseline OR m2 % 50 = 0 THEN NULL
             WHEN NOT rising THEN 1.2 * (1 + m2 % 5)
             WHEN m2 % 50 = 1 THEN 2.0
             ELSE -6.0 * (1 + m2 % 4) END AS off
    FROM drawn
)
SELECT *,
    greatest(0, CASE
        WHEN m3 % 100 < 4 THEN expected - 0.10
        WHEN m3 % 100 < 7 THEN expected - 0.30
        WHEN m3 % 100 < 10 THEN expected + 0.10
        WHEN m3 % 100 < 12 THEN 1
        ELSE expected - CASE WHEN level OR rising THEN 0.42 ELSE 0.72 END + (m4 % 1000) * 0.0008 END) AS reach,
    CASE WHEN due_month >= getvariable('months') THEN getvariable('months')
         WHEN m5 % 4 = 0 THEN greatest(1, due_month * 3 // 4)
         WHEN m5 % 4 = 1 THEN due_month + 2
         ELSE due_month END AS by_month,
    CASE WHEN m5 % 100 < 1 THEN 0 WHEN m5 % 100 < 4 THEN m5 // 100 % getvariable('months')
         ELSE getvariable('months') END AS last_month
FROM promised;

CREATE VIEW goals AS
SELECT target, printf('o%04d', org) AS org, goal::DECIMAL(18, 4) AS goal, (goal + off)::DECIMAL(18, 4) AS baseline
FROM courses ORDER BY id;

CREATE VIEW achievements AS
WITH told AS (
    SELECT courses.*, month, mixed(number, org + 10000, month) AS m6
    FROM (
        SELECT i // getvariable('courses') AS month, i % getvariable('courses') AS id
        FROM range(getvariable('courses'), (getvariable('months') + 1) * getvariable('courses')) told(i)
    ) JOIN courses USING (id)
), standing AS (
    SELECT *, reach * least(1, month / by_month) AS way, reach * least(1, (month - 1) / by_month) AS way_before,
        last_day(DATE '2021-01-01' + to_months((month - 1)::INT)) AS as_of, 500 * (1 + (m6 >> 3) % 4) AS members,
        CASE WHEN m6 % 2 = 0 AND reach NOT IN (0, 1) THEN ((m6 >> 1) % 11 - 5) / 10 ELSE 0 END AS noise
    FROM told
    WHERE month <= last_month AND m6 % 100 >= 3
), valued AS (
    SELECT *, CASE
        WHEN rows = 'increment' THEN round(goal * way) - round(goal * way_before)
        WHEN rows = 'to_date' THEN round(goal * way) - CASE WHEN (m6 >> 4) % 50 = 0 THEN round(goal * way / 14) ELSE 0 END
        WHEN curve = 'flat' THEN round(goal * (reach + 0.05) + noise, 2)
        ELSE round(goal + coalesce(off, -20.0) * (1 - way) + noise, 2) END AS said
    FROM standing
)
SELECT target, printf('o%04d', org) AS org, as_of, as_of + (2 + (m6 >> 5) % 9)::INT AS reported_on,
    CASE WHEN NOT level THEN rows WHEN number % 2 = 0 THEN 'point' ELSE '' END AS mode,
    CASE WHEN rows <> 'ratio' THEN said END::DECIMAL(18, 4) AS value,
    CASE WHEN rows = 'ratio' THEN round(said * members / 100) END::DECIMAL(18, 4) AS numerator,
    CASE WHEN rows = 'ratio' THEN members END::DECIMAL(18, 4) AS denominator
FROM valued;
