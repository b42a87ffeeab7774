-- The lake: parcels as Parquet by year and month, daily exchange rates as CSV, web events as JSON lines.
-- {data} stands for the folder that is written to.

COPY (
  SELECT 'S' || lpad(parcel_no::VARCHAR, 8, '0') AS shipment_id,
    order_no AS order_number,
    carrier,
    (['standard', 'standard', 'standard', 'pickup point', 'express'])[1 + pick(parcel_no, 171, 5)] AS service,
    (['Borås', 'Borås', 'Venlo'])[1 + pick(parcel_no, 172, 3)] AS warehouse,
    country AS destination,
    shipped_at,
    promised_on,
    CASE WHEN delivered_at < TIMESTAMP '2026-10-01' THEN delivered_at END AS delivered_at,
    CASE WHEN lost THEN 'lost' WHEN delivered_at < TIMESTAMP '2026-10-01' THEN 'delivered' ELSE 'in transit' END AS status,
    (180 + (pick(parcel_no, 173, 3000) * pick(parcel_no, 174, 3000) >> 9)) / 1000 AS weight_kg,
    (((390 + 95 * promised_days + pick(parcel_no, 175, 480)) / 100)::DECIMAL(10,2)) AS freight_eur,
    year(shipped_at) AS year, month(shipped_at) AS month
  FROM parcel
  WHERE shipped_at < TIMESTAMP '2026-10-01'
  ORDER BY shipped_at, parcel_no
) TO '{data}/lake/shipments' (FORMAT parquet, PARTITION_BY (year, month), COMPRESSION zstd);

-- Banking days only, and none on New Year's Day: weekends need the rate of the Friday before.
CREATE TABLE rate AS
SELECT day, currency, (base * (100000 + sum(step) OVER (PARTITION BY currency ORDER BY day) + sum(step) OVER (PARTITION BY currency ORDER BY day ROWS 60 PRECEDING)) / 100000)::DECIMAL(12,5) AS per_eur
FROM (
  SELECT DATE '2024-01-01' + d::INTEGER AS day, currency, base, (pick(d * 16 + k, 181, 801) - 400 + drift) * swing // 1000 AS step
  FROM generate_series(0, 1003) AS g(d), (VALUES
    (1, 'SEK', 11.21, 900, -2), (2, 'GBP', 0.8652, 420, -1), (3, 'NOK', 11.36, 1000, 6), (4, 'DKK', 7.4543, 12, 0), (5, 'PLN', 4.338, 520, -6),
    (6, 'CHF', 0.9418, 460, -4), (7, 'USD', 1.0953, 780, 9), (8, 'CAD', 1.4649, 700, 12)
  ) AS c(k, currency, base, swing, drift)
  WHERE isodow(DATE '2024-01-01' + d::INTEGER) < 6 AND NOT (month(DATE '2024-01-01' + d::INTEGER) = 1 AND day(DATE '2024-01-01' + d::INTEGER) = 1)
);
COPY (SELECT day AS rate_date, currency, per_eur FROM rate ORDER BY day, currency) TO '{data}/lake/exchange_rates.csv' (HEADER);

-- The web site logs what each event cares to say; three versions of the site and one app disagree on how.
COPY (
  WITH happening AS (
    SELECT n, TIMESTAMP '2026-04-01 05:00:00' + to_seconds(n * 158 + pick(n, 191, 150)) AS moment,
      pick(n, 192, 100) AS dice, pick(n, 193, 28000) + 1 AS customer_id, pick(n, 194, 480) AS product_no
    FROM generate_series(0, 99999) AS g(n)
  )
  SELECT strftime(moment, '%Y-%m-%dT%H:%M:%SZ') AS ts,
    's' || lpad(to_hex(rnd(n >> 2, 195)), 8, '0') AS session,
    CASE WHEN pick(n, 196, 3) = 0 THEN customer_id END AS customer_id,
    CASE WHEN dice < 58 THEN 'view' WHEN dice < 80 THEN 'search' WHEN dice < 92 THEN 'cart' WHEN dice < 96 THEN 'vitals' ELSE 'error' END AS event,
    CASE
      WHEN dice < 40 THEN json_object('product', product_no, 'referrer', (['search', 'newsletter', 'direct', 'campaign:autumn'])[1 + pick(n, 197, 4)])
      WHEN dice < 58 THEN json_object('product', json_object('id', product_no, 'list', (['home', 'category', 'sale'])[1 + pick(n, 197, 3)]), 'app', '4.' || pick(n, 198, 6))
      WHEN dice < 80 THEN json_object('q', split_part('rain jacket,tent 2 person,merino,ski skins,dog coat,wool socks,kayak paddle,sleeping bag -10,gaiters,gas stove,hiking boots wide,vegan boots,hammock,down jacket women,rope 60m,snow shoes,map norway,boots', ',', 1 + (pick(n, 199, 18) * (1 + pick(n, 200, 18)) // 18)),
        'results', CASE WHEN pick(n, 199, 18) * (1 + pick(n, 200, 18)) // 18 IN (5, 8, 11, 12, 15, 16) AND pick(n, 211, 14) > 0 THEN 0 WHEN pick(n, 212, 30) = 0 THEN 0 ELSE 1 + pick(n, 201, 40) END,
        'filters', CASE WHEN pick(n, 202, 3) = 0 THEN json_object('colour', (['moss', 'granite', 'night'])[1 + pick(n, 203, 3)], 'max_price', 50 * (1 + pick(n, 204, 8))) END)
      WHEN dice < 92 THEN json_object('items', [json_object('product', product_no, 'qty', 1 + pick(n, 205, 3)), json_object('product', pick(n, 206, 480), 'qty', 1)][1 : 1 + pick(n, 207, 2)])
      WHEN dice < 96 THEN json_array('lcp', 700 + pick(n, 208, 3800), 'cls', pick(n, 209, 30))
      ELSE to_json((['TypeError: undefined is not a function', 'timeout after 30 s', 'payment provider: 502'])[1 + pick(n, 210, 3)])
    END AS payload
  FROM happening
  ORDER BY n
) TO '{data}/lake/web_events.ndjson' (FORMAT json);
