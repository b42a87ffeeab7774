-- The shop of Tern Outfitters: the database of the web shop, as PostgreSQL holds it.
-- Every row follows from its number by arithmetic, so each machine gets the same rows.
-- Run as the owner of an empty database.

DO $$ BEGIN RAISE NOTICE 'people and orders'; END $$;

-- A number below 2^31 that looks random, from a row number and a salt: a line modulo one prime, squared
-- modulo a second, stretched modulo a third. Without the square, neighbouring rows would get similar numbers.
CREATE FUNCTION rnd(n bigint, salt bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
'SELECT ((n * (1103515245 + salt * 12820163) + salt * 104729) % 2147483647)
  * ((n * (1103515245 + salt * 12820163) + salt * 104729) % 2147483647) % 2147483629 * 69621 % 2147483587';

-- One of 0 … k-1.
CREATE FUNCTION pick(n bigint, salt bigint, k bigint) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
'SELECT ((rnd(n, salt) >> 7) % k)::int';

-- BEGIN SHARED: the generator of the other islands runs this part in DuckDB, so that all agree on who
-- ordered what. It is written in what both systems read alike: no integer division, no float functions.

CREATE TEMP VIEW country_base AS
SELECT * FROM (VALUES
  ('DE', 'EUR', 20, '+49 151', 'Anna,Lukas,Jürgen,Sophie,Felix,Käthe,Jonas,Greta,Matthias,Lena,Björn,Ursula,Emre,Franziska,Moritz,Heike', 'Müller,Schmidt,Schäfer,Weber,Fischer,Krüger,Wagner,Becker,Hoffmann,Yılmaz,Groß,Neumann,Vogel,Lorenz,Böhm,Richter', 'Berlin,Hamburg,München,Leipzig,Köln,Freiburg'),
  ('SE', 'SEK', 12, '+46 70', 'Elsa,Oskar,Maja,Erik,Astrid,Nils,Linnéa,Lars,Ebba,Axel,Saga,Björn,Karin,Gustav,Ingrid,Olle', 'Andersson,Åberg,Lindström,Nilsson,Öberg,Karlsson,Bergqvist,Ekström,Sjögren,Lund,Holm,Svensson,Nyström,Hedlund,Dahl,Forsberg', 'Göteborg,Stockholm,Malmö,Umeå,Uppsala,Kiruna'),
  ('GB', 'GBP', 13, '+44 7700', 'Olivia,George,Amelia,Harry,Isla,Jack,Priya,Oscar,Emily,Alfie,Grace,Mohammed,Freya,Arthur,Charlotte,Rhys', 'Smith,Jones,Taylor,Patel,Evans,Walker,Wright,Khan,Hughes,MacLeod,Turner,Cooper,Bailey,Fraser,Begum,Ward', 'London,Manchester,Glasgow,Bristol,Leeds,Cardiff'),
  ('NO', 'NOK', 8, '+47 912', 'Nora,Jakob,Emma,Emil,Sofie,Magnus,Ingeborg,Håkon,Thea,Sander,Sigrid,Øystein,Kari,Leif,Marte,Odd', 'Hansen,Johansen,Olsen,Berg,Haugen,Bakke,Solberg,Moen,Strand,Lie,Ødegård,Nygård,Fjeld,Aas,Rønning,Myhre', 'Oslo,Bergen,Trondheim,Tromsø,Bodø,Stavanger'),
  ('DK', 'DKK', 6, '+45 20', 'Ida,William,Freja,Noah,Clara,Aksel,Laura,Søren,Alma,Mikkel,Karla,Jens,Mette,Valdemar,Kirsten,Rasmus', 'Jensen,Nielsen,Sørensen,Rasmussen,Møller,Kjær,Lund,Thomsen,Poulsen,Holst,Winther,Bach,Frandsen,Skov,Juhl,Dam', 'København,Aarhus,Odense,Aalborg,Esbjerg,Ribe'),
  ('FI', 'EUR', 5, '+358 40', 'Aino,Eino,Helmi,Väinö,Sofia,Onni,Venla,Juhani,Eevi,Leo,Päivi,Antti,Sanna,Mikko,Tuula,Ilmari', 'Korhonen,Virtanen,Mäkinen,Nieminen,Mäkelä,Hämäläinen,Laine,Heikkinen,Koskinen,Järvinen,Lehtonen,Saarinen,Niemi,Rantanen,Kallio,Ojala', 'Helsinki,Tampere,Turku,Oulu,Rovaniemi,Vaasa'),
  ('NL', 'EUR', 8, '+31 6', 'Emma,Daan,Julia,Sem,Mila,Lotte,Bram,Sanne,Thijs,Fleur,Joost,Anouk,Pieter,Yasmin,Ruben,Marijke', 'de Jong,Jansen,de Vries,van Dijk,Bakker,Visser,Smit,Meijer,Mulder,Bos,Vos,Hendriks,Dekker,Brouwer,Dijkstra,El Amrani', 'Amsterdam,Utrecht,Rotterdam,Groningen,Eindhoven,Delft'),
  ('FR', 'EUR', 9, '+33 6', 'Camille,Léa,Hugo,Chloé,Louis,Manon,Gabriel,Inès,Jules,Élodie,Antoine,Zoé,Théo,Amélie,Benoît,Margaux', 'Martin,Bernard,Dubois,Petit,Durand,Leroy,Moreau,Lefèvre,Girard,Fournier,Mercier,Benali,Chevalier,Renaud,Gauthier,Perrin', 'Paris,Lyon,Grenoble,Annecy,Bordeaux,Rennes'),
  ('PL', 'PLN', 5, '+48 601', 'Zofia,Jan,Maja,Antoni,Hanna,Łukasz,Julia,Paweł,Oliwia,Tomasz,Agnieszka,Piotr,Małgorzata,Krzysztof,Kinga,Michał', 'Nowak,Kowalski,Wiśniewski,Wójcik,Kamiński,Lewandowski,Zieliński,Szymański,Dąbrowski,Kozłowski,Mazur,Krawczyk,Grabowski,Pająk,Król,Wróbel', 'Warszawa,Kraków,Gdańsk,Wrocław,Zakopane,Poznań'),
  ('IT', 'EUR', 4, '+39 333', 'Giulia,Lorenzo,Aurora,Matteo,Alice,Leonardo,Chiara,Davide,Martina,Simone,Elisa,Marco,Francesca,Niccolò,Bianca,Pietro', 'Rossi,Russo,Ferrari,Esposito,Bianchi,Romano,Colombo,Ricci,Marino,Greco,Conti,De Luca,Mancini,Costa,Rizzo,Moretti', 'Milano,Torino,Bolzano,Trento,Roma,Verona'),
  ('CH', 'CHF', 4, '+41 79', 'Mia,Luca,Lina,Noé,Elena,Reto,Sara,Urs,Nina,Beat,Laura,Gian,Vreni,Marc,Simona,Andri', 'Meier,Keller,Huber,Brunner,Baumann,Zürcher,Gerber,Favre,Bernasconi,Rochat,Steiner,Frei,Moser,Suter,Graf,Caduff', 'Zürich,Bern,Genève,Chur,Lugano,Basel'),
  ('IE', 'EUR', 2, '+353 85', 'Aoife,Seán,Saoirse,Conor,Róisín,Cian,Niamh,Oisín,Ciara,Darragh,Éabha,Fionn,Maeve,Tadhg,Orla,Eoin', 'Murphy,Kelly,O''Sullivan,Walsh,O''Brien,Byrne,Ryan,O''Connor,Doyle,McCarthy,Gallagher,Kennedy,Lynch,Murray,Quinn,Daly', 'Dublin,Cork,Galway,Limerick,Sligo,Dingle'),
  ('US', 'USD', 3, '+1 555', 'Ava,Liam,Emma,Mason,Harper,Ethan,Maya,Logan,Zoe,Carlos,Abigail,Tyler,Jasmine,Dylan,Naomi,Wei', 'Johnson,Williams,Brown,Garcia,Miller,Davis,Rodriguez,Martinez,Lee,Nguyen,Thompson,Clark,Lewis,Young,Allen,Chen', 'Seattle,Denver,Portland,Boston,Burlington,Boise'),
  ('CA', 'CAD', 1, '+1 604', 'Olivia,Benjamin,Charlotte,Nathan,Chloe,Samuel,Florence,Émile,Sadie,Owen,Amélie,Jacob,Nadia,Arjun,Claire,Xavier', 'Tremblay,Roy,Singh,Gagnon,Campbell,MacDonald,Bouchard,Wong,Côté,Morin,Stewart,Pelletier,Reid,Gill,Fortin,Ross', 'Vancouver,Montréal,Toronto,Calgary,Halifax,Banff')
) AS c(country, currency, weight, dial, firsts, lasts, cities);

-- Each country's share of the people, as a range of 0 … 99.
CREATE TEMP VIEW country_share AS
SELECT *, sum(weight) OVER (ORDER BY weight DESC, country) - weight AS share_from,
  sum(weight) OVER (ORDER BY weight DESC, country) AS share_to
FROM country_base;

-- The orders of each day: growth, the season of the trade, the week, chance, and a sale at the end of November.
CREATE TEMP VIEW order_day AS
SELECT d AS day_no, date '2024-01-01' + d::int AS day,
  ((((62 + ((d * 70) >> 10))::bigint
    * split_part('74,70,86,104,122,128,112,100,96,92,118,140', ',', extract(month FROM date '2024-01-01' + d::int)::int)::int
    * split_part('118,88,90,92,96,102,114', ',', 1 + extract(dow FROM date '2024-01-01' + d::int)::int)::int
    * (100 + CASE WHEN extract(month FROM date '2024-01-01' + d::int) = 11 AND extract(day FROM date '2024-01-01' + d::int) >= 22 THEN 80 ELSE 0 END)
  ) * 1074) >> 30) + 18 + pick(d, 1, 21) AS orders
FROM generate_series(0, 1003) AS g(d);

CREATE TEMP VIEW order_time AS
SELECT row_number() OVER (ORDER BY d.day_no, s.k) AS n, d.day_no, d.day,
  -- The sum of two dice makes an evening peak; nobody shops at four in the morning.
  21600 + pick(d.day_no * 1000 + s.k, 2, 30000) + pick(d.day_no * 1000 + s.k, 3, 32000) AS second_of_day
FROM order_day AS d, generate_series(1, d.orders) AS s(k);

-- One customer in four was there before 2024; the others come at the pace of the orders.
CREATE TEMP VIEW customer_base AS
SELECT p.customer_id, p.person_no, s.country, s.currency, s.dial,
  split_part(s.firsts, ',', 1 + pick(p.person_no, 12, 16)) AS first_name,
  split_part(s.lasts, ',', 1 + pick(p.person_no, 13, 16)) AS last_name,
  split_part(s.cities, ',', 1 + pick(p.person_no, 14, 6)) AS city
FROM (
  -- Some people forget that they have an account and open a second one.
  SELECT n AS customer_id, CASE WHEN n % 97 = 5 AND n > 500 THEN n - 300 ELSE n END AS person_no
  FROM generate_series(1, 28000) AS g(n)
) AS p
JOIN country_share AS s ON pick(p.person_no, 11, 100) >= s.share_from AND pick(p.person_no, 11, 100) < s.share_to;

CREATE TEMP VIEW customer_mail AS
SELECT customer_id, person_no, country, currency, dial, first_name, last_name, city,
  translate(lower(first_name || '.' || last_name), 'åäàáãæçéèêëíìîïıñńóòôöøõúùûüýßśšżźąęłřğ '' ', 'aaaaaaceeeeiiiiinnoooooouuuuyssszzaelrg')
    || person_no::text
    || '@' || split_part('mail.example,post.example,inbox.example,example.org,example.net,example.com', ',', 1 + pick(person_no, 17, 6)) AS email
FROM customer_base;

-- Early customers order more often: the product of two dice over the customers that exist by then.
CREATE TEMP VIEW order_base AS
SELECT t.n AS order_id, t.day_no, t.day, t.second_of_day,
  'T' || substr(t.day::text, 3, 2) || '-' || lpad(t.n::text, 6, '0') AS order_no,
  least(28000, 1 + (((rnd(t.n, 21) & 32767) * (rnd(t.n, 22) & 32767) * (7000 + ((t.n * 170) >> 10))) >> 30)) AS customer_id,
  CASE
    WHEN pick(t.n, 23, 1000) < 28 THEN 'cancelled'
    WHEN t.day_no >= 1001 THEN split_part('placed,paid,packed', ',', 1 + pick(t.n, 24, 3))
    WHEN t.day_no >= 996 THEN split_part('paid,packed,shipped,shipped', ',', 1 + pick(t.n, 24, 4))
    WHEN pick(t.n, 25, 1000) < 61 THEN 'returned'
    ELSE 'completed'
  END AS status
FROM order_time AS t;

-- END SHARED

DO $$ BEGIN RAISE NOTICE 'customers'; END $$;

CREATE TYPE order_status AS ENUM ('placed', 'paid', 'packed', 'shipped', 'completed', 'returned', 'cancelled');
CREATE TYPE payment_method AS ENUM ('card', 'invoice', 'bank_transfer', 'wallet', 'gift_card');

CREATE TEMP TABLE order_core AS SELECT * FROM order_base;
CREATE UNIQUE INDEX ON order_core (order_id);
ANALYZE order_core;

CREATE TABLE customers (
  customer_id   int PRIMARY KEY,
  email         text NOT NULL,
  first_name    text NOT NULL,
  last_name     text NOT NULL,
  phone         text,
  birthday      date,
  city          text,
  country       char(2) NOT NULL,
  currency      char(3) NOT NULL,
  iban          text,
  interests     text[] NOT NULL,
  preferences   jsonb NOT NULL,
  registered_at timestamptz NOT NULL
);
COMMENT ON TABLE customers IS 'Accounts of the web shop; a few people have two.';
COMMENT ON COLUMN customers.iban IS 'For refunds by bank transfer. The check digits are wrong on purpose.';

INSERT INTO customers
SELECT c.customer_id,
  CASE WHEN c.person_no <> c.customer_id THEN initcap(split_part(c.email, '@', 1)) || '@' || split_part(c.email, '@', 2) ELSE c.email END,
  c.first_name || CASE WHEN pick(c.customer_id, 31, 60) = 0 THEN ' ' ELSE '' END,
  c.last_name,
  CASE WHEN pick(c.customer_id, 32, 8) > 0 THEN c.dial || ' ' || (1000000 + pick(c.person_no, 33, 8999999))::text END,
  CASE WHEN pick(c.person_no, 34, 11) > 0 THEN date '1948-01-01' + pick(c.person_no, 35, 10500) + pick(c.person_no, 36, 10500) END,
  CASE WHEN pick(c.customer_id, 37, 70) = 0 THEN upper(c.city) || '  ' ELSE c.city END,
  c.country, c.currency,
  CASE WHEN pick(c.customer_id, 38, 5) > 0 THEN c.country || '00' || lpad(rnd(c.person_no, 39)::text, 10, '0') || lpad(rnd(c.person_no, 40)::text, 10, '0') END,
  (string_to_array('hiking,kayaking,climbing,ski touring,trail running,camping,sailing,bikepacking', ','))
    [1 + pick(c.person_no, 41, 8) : 1 + pick(c.person_no, 41, 8) + pick(c.person_no, 42, 3)],
  jsonb_strip_nulls(jsonb_build_object(
    'newsletter', pick(c.customer_id, 43, 3) > 0,
    'language', CASE c.country WHEN 'GB' THEN 'en' WHEN 'IE' THEN 'en' WHEN 'US' THEN 'en' WHEN 'CA' THEN 'en'
      WHEN 'CH' THEN 'de' WHEN 'SE' THEN 'sv' WHEN 'NO' THEN 'nb' WHEN 'DK' THEN 'da' ELSE lower(c.country) END,
    'shoe_size', CASE WHEN pick(c.person_no, 44, 3) > 0 THEN 36 + pick(c.person_no, 45, 12) END,
    'consents', jsonb_build_object('ads', pick(c.customer_id, 46, 2) = 0, 'profiling', pick(c.customer_id, 47, 4) = 0))),
  coalesce(o.day::timestamp AT TIME ZONE 'UTC' + o.second_of_day * interval '1 second' - pick(c.customer_id, 48, 20000) * interval '1 second',
    timestamptz '2021-03-01 08:00:00+00' + c.customer_id * interval '12600 seconds' + pick(c.customer_id, 49, 12000) * interval '1 second')
FROM customer_mail AS c
LEFT JOIN order_core AS o ON c.customer_id > 7000 AND o.order_id = ((c.customer_id - 7000) * 6168) >> 10;

DO $$ BEGIN RAISE NOTICE 'products'; END $$;

CREATE TABLE categories (
  category_id int PRIMARY KEY,
  name        text NOT NULL UNIQUE,
  department  text NOT NULL
);
INSERT INTO categories VALUES
  (1, 'Tents', 'Camp'), (2, 'Sleeping bags', 'Camp'), (3, 'Stoves and cookware', 'Camp'), (4, 'Backpacks', 'Carry'),
  (5, 'Footwear', 'Wear'), (6, 'Rain jackets', 'Wear'), (7, 'Insulation', 'Wear'), (8, 'Base layers', 'Wear'),
  (9, 'Climbing', 'Mountain'), (10, 'Ski touring', 'Mountain'), (11, 'Kayak and canoe', 'Water'), (12, 'Dog gear', 'Companions');

CREATE TABLE products (
  product_id  int PRIMARY KEY,
  sku         text NOT NULL UNIQUE,
  name        text NOT NULL,
  category_id int NOT NULL REFERENCES categories,
  list_price  numeric(10,2) NOT NULL,
  weight_kg   numeric(6,3),
  colours     text[] NOT NULL,
  attributes  jsonb NOT NULL,
  launched_on date NOT NULL,
  active      boolean NOT NULL
);
COMMENT ON COLUMN products.list_price IS 'In EUR, tax included.';

INSERT INTO products
SELECT p, b.code || '-' || lpad(p::text, 4, '0'),
  split_part('Skua,Petrel,Fulmar,Gannet,Puffin,Osprey,Heron,Kestrel,Merlin,Avocet,Dunlin,Eider,Godwit,Harrier,Ibis,Jackdaw,Kittiwake,Lapwing,Plover,Razorbill', ',', 1 + (p / 12) % 20)
    || ' ' || split_part(b.kinds, ',', 1 + (p / 240) % 2),
  1 + (p % 12),
  (b.price * (60 + pick(p, 51, 110)) / 100)::int - 0.05,
  CASE WHEN pick(p, 52, 25) > 0 THEN round(b.grams * (70 + pick(p, 53, 70)) / 100000.0, 3) END,
  (string_to_array('granite,moss,ochre,fjord blue,signal red,birch,night', ','))[1 + pick(p, 54, 5) : 1 + pick(p, 54, 5) + pick(p, 55, 3)],
  jsonb_build_object('recycled', pick(p, 56, 3) = 0, 'warranty_years', (ARRAY[2, 3, 5, 10])[1 + pick(p, 57, 4)])
    || CASE 1 + (p % 12)
      WHEN 1 THEN jsonb_build_object('persons', 1 + pick(p, 58, 4), 'seasons', 3 + pick(p, 59, 2))
      WHEN 2 THEN jsonb_build_object('comfort_celsius', 8 - 2 * pick(p, 58, 14), 'fill', (ARRAY['down', 'synthetic'])[1 + pick(p, 59, 2)])
      WHEN 5 THEN jsonb_build_object('sizes', jsonb_build_array(36, 48), 'waterproof', pick(p, 58, 2) = 0)
      ELSE '{}' END,
  date '2019-02-01' + pick(p, 60, 2400),
  pick(p, 61, 14) > 0
FROM generate_series(0, 479) AS g(p)
JOIN (VALUES
  (0, 'TEN', 'tent,tunnel tent', 340, 2900), (1, 'SLP', 'sleeping bag,down bag', 210, 1150), (2, 'CKW', 'gas stove,pot set', 64, 420),
  (3, 'BPK', 'backpack,daypack', 128, 1350), (4, 'FTW', 'hiking boot,trail shoe', 142, 980), (5, 'RNJ', 'shell jacket,rain jacket', 176, 410),
  (6, 'INS', 'down jacket,fleece', 134, 380), (7, 'BAS', 'merino top,merino tights', 58, 190), (8, 'CLB', 'harness,rope', 92, 1700),
  (9, 'SKI', 'touring ski,ski skins', 290, 2600), (10, 'KAY', 'paddle,dry bag', 88, 760), (11, 'DOG', 'dog harness,dog coat', 42, 260)
) AS b(k, code, kinds, price, grams) ON b.k = p % 12;

DO $$ BEGIN RAISE NOTICE 'orders'; END $$;

CREATE TABLE orders (
  order_id     bigint PRIMARY KEY,
  order_no     text NOT NULL,
  customer_id  int NOT NULL,
  status       order_status NOT NULL,
  channel      text NOT NULL,
  currency     char(3) NOT NULL,
  discount_pct numeric(4,1) NOT NULL,
  ship_country char(2) NOT NULL,
  note         text,
  ordered_at   timestamptz NOT NULL
);
INSERT INTO orders
SELECT o.order_id, o.order_no, o.customer_id, o.status::order_status,
  (ARRAY['web', 'web', 'web', 'app', 'app', 'phone', 'marketplace'])[1 + pick(o.order_id, 71, 7)],
  c.currency,
  CASE WHEN extract(month FROM o.day) = 11 AND extract(day FROM o.day) >= 22 THEN 15 + 5 * pick(o.order_id, 72, 4)
    WHEN pick(o.order_id, 73, 9) = 0 THEN (ARRAY[5, 7.5, 10])[1 + pick(o.order_id, 74, 3)] ELSE 0 END,
  c.country,
  CASE pick(o.order_id, 75, 40) WHEN 0 THEN 'Leave with the neighbour ' WHEN 1 THEN 'gift – no prices please' WHEN 2 THEN '' WHEN 3 THEN 'Call before delivery' END,
  o.day::timestamp AT TIME ZONE 'UTC' + o.second_of_day * interval '1 second'
FROM order_core AS o
JOIN customers AS c USING (customer_id);

DO $$ BEGIN RAISE NOTICE 'order items'; END $$;

CREATE TABLE order_items (
  order_id   bigint NOT NULL,
  line_no    smallint NOT NULL,
  product_id int NOT NULL,
  quantity   int NOT NULL,
  unit_price numeric(10,2) NOT NULL
);
COMMENT ON COLUMN order_items.unit_price IS 'In the currency of the order, before its discount.';

-- Each currency has its own price list, at a rate that was fixed when the shop opened.
INSERT INTO order_items
SELECT o.order_id, i.line_no, p.product_id,
  CASE WHEN pick(o.order_id * 8 + i.line_no, 81, 6) = 0 THEN 2 + pick(o.order_id * 8 + i.line_no, 82, 3) ELSE 1 END,
  round(p.list_price * l.factor, CASE WHEN l.factor > 2 THEN 0 ELSE 2 END)
FROM orders AS o
CROSS JOIN LATERAL generate_series(1, (ARRAY[1, 1, 1, 2, 2, 2, 3, 3, 4, 6])[1 + pick(o.order_id, 83, 10)]) AS i(line_no)
JOIN products AS p ON p.product_id =
  12 * (((rnd(o.order_id * 8 + i.line_no, 84) & 32767) * (300 + (rnd(o.order_id * 8 + i.line_no, 85) & 255)) * 36) >> 24)
  + (ARRAY[0, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 7, 7, 8, 9, 10, 11])[1 + pick(o.order_id * 8 + i.line_no, 86, 20)]
JOIN (VALUES ('EUR', 1), ('SEK', 11.4), ('GBP', 0.87), ('NOK', 11.6), ('DKK', 7.5), ('PLN', 4.4), ('CHF', 0.97), ('USD', 1.1), ('CAD', 1.5)) AS l(currency, factor)
  ON l.currency = o.currency;

DO $$ BEGIN RAISE NOTICE 'payments and returns'; END $$;

CREATE TABLE payments (
  payment_id bigint PRIMARY KEY,
  order_id   bigint NOT NULL,
  method     payment_method NOT NULL,
  amount     numeric(12,2) NOT NULL,
  currency   char(3) NOT NULL,
  succeeded  boolean NOT NULL,
  paid_at    timestamptz NOT NULL
);
INSERT INTO payments
SELECT row_number() OVER (ORDER BY o.ordered_at, o.order_id, t.attempt), o.order_id,
  (ARRAY['card', 'card', 'card', 'invoice', 'wallet', 'wallet', 'bank_transfer', 'gift_card']::payment_method[])[1 + pick(o.order_id, 91, 8)],
  round(s.amount * (1 - o.discount_pct / 100), 2), o.currency,
  t.attempt = t.attempts,
  o.ordered_at + (t.attempt * 40 + pick(o.order_id, 92, 300)) * interval '1 second'
FROM orders AS o
JOIN (SELECT order_id, sum(quantity * unit_price) AS amount FROM order_items GROUP BY order_id) AS s USING (order_id)
CROSS JOIN LATERAL (SELECT CASE pick(o.order_id, 93, 25) WHEN 0 THEN 2 ELSE 1 END AS attempts) AS a
CROSS JOIN LATERAL (SELECT attempt, a.attempts FROM generate_series(1, a.attempts) AS g(attempt)) AS t
WHERE o.status NOT IN ('placed', 'cancelled');

CREATE TABLE returns (
  return_id   int PRIMARY KEY,
  order_id    bigint NOT NULL,
  line_no     smallint NOT NULL,
  reason      text,
  returned_at timestamptz NOT NULL,
  refunded    boolean NOT NULL
);
INSERT INTO returns
SELECT row_number() OVER (ORDER BY o.order_id), o.order_id, 1,
  CASE
    WHEN p.category_id IN (5, 6, 7, 8) AND pick(o.order_id, 94, 10) < 6 THEN 'wrong size'
    WHEN pick(o.order_id, 95, 12) = 0 THEN NULL
    ELSE (ARRAY['damaged in transit', 'arrived too late', 'not as described', 'changed my mind', 'defective'])[1 + pick(o.order_id, 96, 5)]
  END,
  o.ordered_at + (6 + pick(o.order_id, 97, 24)) * interval '1 day' + pick(o.order_id, 98, 30000) * interval '1 second',
  pick(o.order_id, 99, 20) > 0
FROM orders AS o
JOIN order_items AS i ON i.order_id = o.order_id AND i.line_no = 1
JOIN products AS p USING (product_id)
WHERE o.status = 'returned';

DO $$ BEGIN RAISE NOTICE 'keys and views'; END $$;

ALTER TABLE orders ADD UNIQUE (order_no);
ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customers;
ALTER TABLE order_items ADD PRIMARY KEY (order_id, line_no);
ALTER TABLE order_items ADD FOREIGN KEY (order_id) REFERENCES orders;
ALTER TABLE order_items ADD FOREIGN KEY (product_id) REFERENCES products;
ALTER TABLE payments ADD FOREIGN KEY (order_id) REFERENCES orders;
ALTER TABLE returns ADD FOREIGN KEY (order_id, line_no) REFERENCES order_items;
CREATE INDEX ON orders (customer_id);
CREATE INDEX ON orders (ordered_at);
CREATE INDEX ON customers (lower(email));
CREATE INDEX ON payments (order_id);

CREATE VIEW order_totals AS
SELECT o.order_id, o.order_no, o.customer_id, o.status, o.currency, o.ordered_at,
  count(*) AS lines, sum(i.quantity) AS pieces,
  (sum(i.quantity * i.unit_price) * (1 - o.discount_pct / 100))::numeric(12,2) AS amount
FROM orders AS o
JOIN order_items AS i USING (order_id)
GROUP BY o.order_id;

CREATE VIEW open_orders AS
SELECT order_id, order_no, customer_id, status, ordered_at
FROM orders
WHERE status IN ('placed', 'paid', 'packed', 'shipped');

DROP VIEW order_base, order_time, order_day, customer_mail, customer_base, country_share, country_base;
DROP FUNCTION pick, rnd;
