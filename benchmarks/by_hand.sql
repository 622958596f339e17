-- The limit: what an expert would write who knows this plan and these reports, and nothing else.
-- Variables: folder, plan, start, as_of, answer.
-- He knows: every report is of the end of a month; every count is reported in one manner; members are whole numbers
-- below 2^31; a figure times 10,000 is whole. Values are kept as fractions above/below of whole numbers; too large a
-- number is an error, and so are two reports of a month: they would be a conflict, which is one of the flags.

-- a/b, both above zero or a below it, in millionths, half to even.
CREATE TEMP MACRO rounded(a, b) AS
    sign(a) * (abs(a) // b + (abs(a) % b > b - abs(a) % b
        OR (abs(a) % b = b - abs(a) % b AND abs(a) // b % 2 = 1))::BIGINT);
CREATE TEMP MACRO millionths(a) AS (a::DECIMAL(12, 0) * 0.000001::DECIMAL(6, 6))::DECIMAL(38, 6);

CREATE TEMP TABLE definitions AS
SELECT *, due < getvariable('as_of') AS past, NOT level AND NOT rising AS cap, rows = 'increment' AS added,
    CASE WHEN rising THEN 1 ELSE -1 END AS sign
FROM read_parquet(getvariable('folder') || '/definitions.parquet');

CREATE TEMP VIEW reports AS
SELECT target, org, as_of, denominator IS NOT NULL AS ratio,
    CASE WHEN ratio THEN numerator::BIGINT << 31 | denominator::BIGINT ELSE (value * 10000)::BIGINT END AS said
FROM read_parquet(getvariable('folder') || '/achievements.parquet')
WHERE as_of BETWEEN getvariable('start') AND getvariable('as_of');

-- One look at every report: the last two, the highest, the sum.
CREATE TEMP TABLE standing AS
WITH folded AS (
    SELECT target, org, max(as_of) AS last_day, arg_max(said, as_of, 2) AS said, max(said) AS highest,
        CASE WHEN bit_count(bit_or(1::BIGINT << date_diff('month', getvariable('start'), as_of))) < count(*)
            THEN error('two reports of a month') ELSE sum(said)::BIGINT END AS total
    FROM reports GROUP BY target, org
), joined AS (
    SELECT d.*, g.org, last_day, (g.goal * 10000)::BIGINT AS goal, (g.baseline * 10000)::BIGINT AS baseline,
        CASE WHEN rows = 'ratio' THEN (said[1] >> 31) * 1000000 WHEN added THEN total ELSE said[1] END AS above,
        CASE WHEN rows = 'ratio' THEN said[1] & 2147483647 ELSE 1 END AS below,
        CASE WHEN rows = 'ratio' THEN (said[2] >> 31) * 1000000 WHEN level THEN said[2] ELSE highest END AS before, highest,
        coalesce(CASE WHEN rows = 'ratio' THEN said[2] & 2147483647 END, 1) AS below_before
    FROM read_parquet(getvariable('folder') || '/goals.parquet') g
        JOIN definitions d USING (target) LEFT JOIN folded f ON f.target = g.target AND f.org = g.org
)
SELECT number, org, last_day, goal, above, below,
    rows = 'ratio' OR NOT rising OR greatest(above, highest) >= goal AS hopeful,
    curve = 'flat' OR (level AND coalesce(sign * (baseline - goal) >= 0, false)) AS flat,
    CASE WHEN level THEN baseline ELSE 0 END AS base, CASE WHEN level THEN baseline END AS baseline,
    NOT cap AND NOT added AND coalesce(sign * (above * below_before - coalesce(before, baseline) * below) < 0, false)
        AS regressed,
    cap AND coalesce(CASE WHEN added THEN above ELSE before END > goal, false) AS breached
FROM joined;

-- A second look at the reports of those that have met their goal, or may have by their due date: since when, on what.
CREATE TEMP TABLE looked AS
WITH candidates AS (
    SELECT s.rowid AS id, target, org, sign, added AND NOT cap AS stepwise, added, due, goal
    FROM standing s JOIN definitions d USING (number)
    WHERE CASE WHEN flat THEN past WHEN past THEN hopeful ELSE sign * (above - goal * below) >= 0 END
), judged AS (
    SELECT id, as_of, as_of <= due AS in_time, added, stepwise, said, CASE
        WHEN added THEN NOT stepwise
        WHEN ratio THEN sign * ((said >> 31) * 1000000 - goal * (said & 2147483647)) >= 0
        ELSE sign * (said - goal) >= 0 END AS holds
    FROM reports JOIN candidates USING (target, org)
), gathered AS MATERIALIZED (
    SELECT id, max(as_of) FILTER (in_time) AS judged_on, min(as_of) FILTER (NOT in_time AND holds) AS late,
        max(as_of) FILTER (in_time AND NOT holds) AS unmet_on, list(as_of) FILTER (in_time AND holds) AS held,
        sum(said) FILTER (in_time AND added AND NOT stepwise) AS in_time_total,
        list((as_of - DATE '1970-01-01') << 32 | said) FILTER (stepwise) AS steps
    FROM judged GROUP BY id
), climbed AS (
    SELECT id, step >> 32 AS day, sum(step & 4294967295) OVER (PARTITION BY id ORDER BY step) AS total
    FROM (SELECT id, unnest(steps) AS step FROM gathered)
), crossed AS (
    SELECT id, DATE '1970-01-01' + min(day)::INT AS day
    FROM climbed JOIN candidates USING (id) WHERE total >= goal GROUP BY id
)
SELECT id, judged_on, in_time_total, unmet_on, day AS crossed_on, late,
    CASE WHEN unmet_on IS NULL THEN list_min(held) ELSE list_min(list_filter(held, lambda day: day > unmet_on)) END AS met
FROM gathered LEFT JOIN crossed USING (id);

-- The rules, and the answer.
COPY (
WITH known AS (
    SELECT d.* EXCLUDE (elapsed, whole), s.* EXCLUDE (number, breached, hopeful),
        CASE WHEN NOT cap OR NOT past THEN breached WHEN added THEN in_time_total > goal ELSE unmet_on IS NOT NULL END
            AS breached,
        past AND flat AND last_day IS NOT NULL AND coalesce(due - judged_on > 45, true) AS outdated,
        CASE WHEN cap THEN NULL WHEN NOT added THEN late WHEN crossed_on > due THEN crossed_on END AS late,
        CASE WHEN cap OR NOT added THEN met WHEN crossed_on <= due THEN crossed_on END AS met,
        NOT flat AND base IS NOT NULL AND last_day IS NOT NULL AS rises,
        CASE WHEN flat OR past THEN 1 WHEN base IS NOT NULL THEN elapsed END AS elapsed,
        CASE WHEN flat OR past THEN 1 ELSE whole END AS whole,
        sign * (above - goal * below) AS margin, CASE WHEN goal < base THEN -1 ELSE 1 END AS direction
    FROM standing s JOIN definitions d USING (number) LEFT JOIN looked l ON l.id = s.rowid
), measured AS (
    SELECT * REPLACE (CASE WHEN NOT outdated THEN met END AS met),
        CASE WHEN rises THEN direction * (above - base * below) END AS gone,
        CASE WHEN rises THEN direction * (goal - base) * below END AS way
    FROM known
), shifted AS (
    SELECT *, gone * whole - elapsed * way AS shift, way * whole AS span FROM measured
), ruled AS (
    SELECT *, CASE
        WHEN outdated AND late IS NULL AND NOT breached THEN 'undetermined'
        WHEN last_day IS NULL THEN 'no_data'
        WHEN met IS NOT NULL AND NOT breached AND (NOT flat OR past) THEN 'achieved'
        WHEN met IS NULL AND late IS NOT NULL THEN 'achieved_late'
        WHEN breached THEN 'missed.breach'
        WHEN past THEN 'missed.past_due'
        WHEN rises AND shift * 100 < -30 * span THEN 'far_behind.gap'
        WHEN flat AND margin < 0 AND margin * 100 < -30 * abs(goal) * below THEN 'far_behind.flat'
        WHEN rises AND shift * 100 <= -10 * span THEN 'behind.gap'
        WHEN flat AND margin < 0 THEN 'behind.flat'
        WHEN rises AND shift * 100 >= 10 * span THEN 'ahead'
        WHEN rises THEN 'on_track.gap'
        WHEN flat THEN 'on_track.flat'
        ELSE 'in_progress' END AS rule
    FROM shifted
), told AS (
    SELECT *, split_part(rule, '.', 1) AS status, rule IN ('achieved', 'achieved_late') AS done,
        past AND NOT cap AND rule NOT IN ('achieved', 'achieved_late') AS overdue
    FROM ruled
)
SELECT getvariable('plan') AS plan, target, org, 'plan' AS scope, status, rule,
    CASE WHEN rule = 'undetermined' THEN 'no_value_at_due' ELSE '' END AS reason,
    concat_ws(',',
        CASE WHEN overdue THEN 'overdue' END,
        CASE WHEN NOT done AND status <> 'missed' AND due - getvariable('as_of') BETWEEN 0 AND 30
             AND NOT coalesce(flat AND margin >= 0, false) THEN 'due_soon' END,
        CASE WHEN NOT done AND getvariable('as_of') - coalesce(last_day, getvariable('start')) > 45 THEN 'stale' END,
        CASE WHEN NOT past AND shift < 0 THEN 'below_schedule' END,
        CASE WHEN regressed THEN 'regressed' END,
        CASE WHEN breached THEN 'breached' END,
        CASE WHEN rising AND margin * 5 > abs(goal) * below THEN 'over' END,
        CASE WHEN rule = 'achieved' AND level AND NOT past THEN 'provisional' END
    ) AS flags, unit, millionths(goal * 100) AS goal, NULL::DECIMAL(38, 6) AS goal_high,
    millionths(baseline * 100) AS baseline,
    millionths(CASE WHEN below = 1 THEN above * 100 ELSE rounded(above * 100, below) END) AS actual, NULL::VARCHAR AS grade,
    millionths(CASE WHEN below = 1 THEN margin * 100 ELSE rounded(margin * 100, below) END) AS margin,
    millionths(rounded(gone * 1000000, way)) AS progress,
    millionths(rounded(elapsed * 1000000, whole)) AS expected,
    millionths(rounded(shift * 100000000, span)) AS schedule_gap,
    CASE WHEN overdue THEN getvariable('as_of') - due END AS overdue_days,
    last_day AS as_of, CASE WHEN done THEN coalesce(met, late) END AS date_met
FROM told
) TO (getvariable('answer')) (FORMAT parquet);
