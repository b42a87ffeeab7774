-- Schema on read: the web site's events hold whatever each version of it cared to log. What do people search
-- for, how often in vain, and within which price?
SELECT
  payload ->> '$.q' AS searched_for,
  count(*) AS searches,
  round(100 * avg(CAST(CAST(payload ->> '$.results' AS INTEGER) = 0 AS INTEGER))) AS pct_in_vain,
  median(CAST(payload ->> '$.filters.max_price' AS INTEGER)) AS usual_max_price
FROM lake.web_events
WHERE event = 'search'
GROUP BY searched_for
HAVING pct_in_vain > 50
ORDER BY searches DESC;
