import type { BreadthCase } from '../case.ts';

export const TIME_CASES: readonly BreadthCase[] = [
  { name: 'dates, times and instants at their edges', sql: 'SELECT * FROM shop.moments' },
  {
    name: 'comparison with a date literal',
    sql: `SELECT id FROM shop.moments WHERE d >= DATE '1970-01-01' AND d < DATE '2024-12-31'`,
  },
  {
    name: 'comparison with a date before Christ',
    sql: `SELECT id FROM shop.moments WHERE d < DATE '0001-01-01'`,
  },
  {
    name: 'comparison with infinity',
    sql: `SELECT id FROM shop.moments WHERE d = 'infinity'::DATE OR ts = '-infinity'::TIMESTAMP`,
  },
  {
    name: 'finite instants',
    sql: 'SELECT id, isfinite(d) AS d, isfinite(ts) AS ts, isinf(tz) AS tz FROM shop.moments',
  },
  {
    name: 'comparison with a timestamp of microseconds',
    sql: `SELECT id FROM shop.moments WHERE ts = TIMESTAMP '2024-02-29 23:59:59.999999' OR ts < TIMESTAMP '1970-01-01'`,
  },
  { name: 'comparison of date and timestamp', sql: 'SELECT id FROM shop.moments WHERE d = ts::DATE' },
  {
    name: 'comparison with an instant in another zone',
    sql: `SELECT id FROM shop.moments WHERE tz = TIMESTAMPTZ '2024-03-31 00:30:00+00'`,
  },
  {
    name: 'comparison with a time',
    sql: `SELECT id FROM shop.moments WHERE t > TIME '12:00:00' AND t < TIME '23:59:59.999999'`,
  },
  {
    name: 'intervals compare by their length',
    sql: 'SELECT id FROM shop.moments WHERE iv = INTERVAL 30 DAYS',
  },
  { name: 'date and integer', sql: 'SELECT id, d + 1 AS a, d - 1 AS b FROM shop.moments WHERE isfinite(d)' },
  {
    name: 'difference of dates',
    sql: `SELECT id, DATE '2024-03-01' - d AS days FROM shop.moments WHERE isfinite(d)`,
  },
  {
    name: 'date plus a month clamps',
    sql: `SELECT id, d + INTERVAL 1 MONTH AS a, d - INTERVAL 1 MONTH AS b, d + INTERVAL 1 YEAR AS c FROM shop.moments WHERE isfinite(d) AND d < DATE '9999-01-01'`,
  },
  {
    name: 'timestamp plus intervals',
    sql: `SELECT id, ts + INTERVAL '1 day 2 hours' AS a, ts - INTERVAL 1 MICROSECOND AS b FROM shop.moments WHERE isfinite(ts) AND ts < '9999-01-01'`,
  },
  {
    name: 'difference of timestamps',
    sql: `SELECT id, ts - TIMESTAMP '2020-01-01' AS gap FROM shop.moments WHERE isfinite(ts)`,
  },
  {
    name: 'instant plus interval',
    sql: `SELECT id, tz + INTERVAL 1 MONTH AS a FROM shop.moments WHERE isfinite(tz) AND tz < '9999-01-01'`,
  },
  {
    name: 'time plus interval wraps',
    sql: 'SELECT id, t + INTERVAL 6 HOURS AS a, t - INTERVAL 12 HOURS AS b FROM shop.moments',
  },
  {
    name: 'interval arithmetic',
    sql: 'SELECT id, iv * 2 AS d, iv + INTERVAL 1 DAY AS p, -iv AS n FROM shop.moments',
  },
  {
    name: 'parts of a date',
    sql: 'SELECT id, year(d) AS y, month(d) AS m, day(d) AS dd, dayofweek(d) AS w, isodow(d) AS i, dayofyear(d) AS j, week(d) AS k, quarter(d) AS q FROM shop.moments WHERE isfinite(d)',
  },
  {
    name: 'more parts of a date',
    sql: 'SELECT id, extract(decade FROM d) AS de, extract(century FROM d) AS ce, extract(millennium FROM d) AS mi, isoyear(d) AS iy, yearweek(d) AS yw, era(d) AS e FROM shop.moments WHERE isfinite(d)',
  },
  {
    name: 'parts of a timestamp',
    sql: 'SELECT id, hour(ts) AS h, minute(ts) AS m, second(ts) AS s, millisecond(ts) AS ms, microsecond(ts) AS us, epoch(ts) AS e FROM shop.moments WHERE isfinite(ts)',
  },
  {
    name: 'parts of an instant',
    sql: 'SELECT id, hour(tz) AS h, epoch_ms(tz) AS e, timezone_hour(tz) AS z FROM shop.moments WHERE isfinite(tz)',
  },
  {
    name: 'parts of an interval',
    sql: 'SELECT id, extract(month FROM iv) AS m, extract(day FROM iv) AS d, extract(hour FROM iv) AS h FROM shop.moments',
  },
  {
    name: 'truncation of a date',
    sql: `SELECT id, date_trunc('month', d) AS m, date_trunc('year', d) AS y, date_trunc('week', d) AS w FROM shop.moments WHERE isfinite(d)`,
  },
  {
    name: 'truncation of a timestamp',
    sql: `SELECT id, date_trunc('day', ts) AS d, date_trunc('hour', ts) AS h, date_trunc('second', ts) AS s, date_trunc('quarter', ts) AS q FROM shop.moments WHERE isfinite(ts)`,
  },
  {
    name: 'truncation of infinities',
    sql: `SELECT id, date_trunc('month', d) AS m FROM shop.moments WHERE NOT isfinite(d)`,
  },
  {
    name: `group by month over a server's dates`,
    sql: `SELECT date_trunc('month', placed) AS m, count(*) AS n FROM shop.orders GROUP BY m`,
  },
  {
    name: `group by parts of two sources' dates`,
    sql: 'SELECT month(o.placed) AS m, count(*) AS n, sum(r.rate) AS s FROM shop.orders o JOIN lake.rates r ON month(o.placed) = month(r.day) GROUP BY m',
  },
  {
    name: 'boundaries between dates',
    sql: `SELECT id, date_diff('month', d, DATE '2024-03-01') AS m, date_diff('year', d, DATE '2024-01-01') AS y, date_sub('month', d, DATE '2024-03-01') AS s FROM shop.moments WHERE isfinite(d)`,
  },
  {
    name: 'age of timestamps',
    sql: `SELECT id, age(TIMESTAMP '2024-03-01', ts) AS a FROM shop.moments WHERE isfinite(ts) AND ts > '1900-01-01'`,
  },
  {
    name: 'last day and make date',
    sql: 'SELECT id, last_day(placed) AS l, make_date(year(placed), month(placed), 1) AS f, make_timestamp(2024, 2, 29, 1, 2, 3.5) AS t FROM shop.orders',
  },
  {
    name: 'names of days and months',
    sql: 'SELECT id, dayname(placed) AS d, monthname(placed) AS m FROM shop.orders',
  },
  { name: 'formatted timestamps', sql: `SELECT id, strftime("at", '%Y/%m/%d %H:%M') AS t FROM shop.orders` },
  {
    name: 'parsed timestamps',
    sql: `SELECT strptime('29.02.2024 13:14', '%d.%m.%Y %H:%M') AS t, try_strptime('nonsense', '%Y') AS n`,
  },
  {
    name: 'cast of dates and text',
    sql: 'SELECT id, d::VARCHAR AS a, ts::VARCHAR AS b, tz::VARCHAR AS c, t::VARCHAR AS d, iv::VARCHAR AS e FROM shop.moments',
  },
  {
    name: 'cast of text to dates',
    sql: `SELECT DATE '2024-02-29' AS a, '2024-01-01 10:00'::TIMESTAMP AS b, TRY_CAST('2023-02-29' AS DATE) AS c, TRY_CAST('24:00:01' AS TIME) AS d`,
  },
  {
    name: 'conversion between zones',
    sql: `SELECT id, tz AT TIME ZONE 'Europe/Berlin' AS berlin, ts AT TIME ZONE 'America/New_York' AS ny FROM shop.moments WHERE isfinite(tz) AND tz > '1980-01-01' AND tz < '2100-01-01'`,
  },
  {
    name: 'epoch conversions',
    sql: `SELECT make_timestamp(0::BIGINT) AS a, to_timestamp(1e9::BIGINT) AS b, epoch_us(TIMESTAMP '1969-12-31 23:59:59.999999') AS c`,
  },
  {
    name: 'dates of a file database',
    sql: `SELECT id, joined, logged, joined + 1 AS next, date_trunc('month', logged) AS m FROM crm.people`,
  },
  {
    name: `filter on a file database's dates`,
    sql: `SELECT id FROM crm.people WHERE joined >= DATE '2020-01-01' AND logged < TIMESTAMP '2022-01-01'`,
  },
  {
    name: `filter on a file database's fractions of a second`,
    sql: `SELECT id FROM crm.people WHERE logged = TIMESTAMP '1999-12-31 00:00:00.5' OR logged = TIMESTAMP '2022-10-10 10:10:10.123456'`,
  },
  {
    name: 'dates in a list',
    sql: `SELECT id FROM shop.orders WHERE placed IN (DATE '2023-01-01', DATE '2023-02-04', NULL)`,
  },
  {
    name: 'joins of dates and timestamps',
    sql: 'SELECT c.id, p.id FROM shop.customers c JOIN crm.people p ON c.created = p.logged',
  },
  {
    name: 'min and max of dates',
    sql: 'SELECT min(d), max(d), min(ts), max(ts), min(tz), max(tz), min(t), max(t) FROM shop.moments',
  },
  {
    name: 'now is one instant',
    sql: 'SELECT count(DISTINCT n) AS n FROM (SELECT now() AS n FROM shop.orders UNION ALL SELECT now() FROM crm.tickets)',
  },
  { name: 'current date as a filter', sql: 'SELECT count(*) FROM shop.orders WHERE placed < current_date' },
  {
    name: 'time bucket',
    sql: 'SELECT time_bucket(INTERVAL 3 MONTH, placed) AS b, count(*) AS n FROM shop.orders GROUP BY b',
  },
  {
    name: 'generated months joined to orders',
    sql: `SELECT m.month, count(o.id) AS n FROM (SELECT unnest(generate_series(DATE '2023-01-01', DATE '2023-12-01', INTERVAL 1 MONTH)) AS month) m LEFT JOIN shop.orders o ON date_trunc('month', o.placed) = m.month GROUP BY m.month`,
  },
  {
    name: 'overlaps of ranges',
    sql: 'SELECT a.id, b.id FROM shop.orders a JOIN shop.orders b ON a.id < b.id AND a.placed BETWEEN b.placed - INTERVAL 9 DAYS AND b.placed + INTERVAL 9 DAYS',
  },
  { name: 'nanoseconds', sql: 'SELECT id, ns, ns::TIMESTAMP AS us, epoch_ns(ns) AS e FROM local.kinds' },
  { name: 'time with zone', sql: 'SELECT id, ttz, ttz::VARCHAR AS t FROM local.kinds' },
];
