-- The tables of the service desk, later copied into a SQLite file. People typed much of this by hand.

CREATE TABLE crm_agents AS
SELECT n AS agent_id,
  split_part('Agneta Lind,Tomas Brandt,Fatima Noor,Piet de Wit,Maeve Kinsella,Jonas Ahl,Sunniva Dale,Kasper Toft,Ilse Brandl,Marek Zając,Giulia Serra,Tove Ek,Rohan Mehta,Lucie Blanc,Henrik Moe,Eeva Salo,Dana Whitfield,Nuno Reis,Sofie Kragh,Alba Conti,Mats Rydell,Jana Kolb,Owen Pryce,Aila Niemelä', ',', n) AS name,
  (['Delivery', 'Delivery', 'Products', 'Billing'])[1 + pick(n, 121, 4)] AS team,
  split_part('agneta,tomas,fatima,piet,maeve,jonas,sunniva,kasper,ilse,marek,giulia,tove,rohan,lucie,henrik,eeva,dana,nuno,sofie,alba,mats,jana,owen,aila', ',', n) || '@tern.example' AS email,
  strftime(DATE '2019-01-07' + pick(n, 122, 2300), '%Y-%m-%d') AS hired_on
FROM generate_series(1, 24) AS g(n);

CREATE TABLE crm_contact_numbers AS
SELECT row_number() OVER (ORDER BY customer_id) AS contact_id, customer_id
FROM generate_series(1, 28000) AS g(customer_id)
WHERE pick(customer_id, 131, 100) < 86 OR customer_id IN (SELECT customer_id FROM question);

CREATE TABLE crm_contacts AS
SELECT contact_id,
  CASE WHEN pick(customer_id, 132, 10) < 8 THEN 'C-' || lpad(customer_id::VARCHAR, 8, '0') END AS customer_ref,
  CASE pick(customer_id, 133, 12) WHEN 0 THEN upper(email) WHEN 1 THEN email || ' ' WHEN 2 THEN ' ' || email ELSE email END AS email,
  CASE pick(customer_id, 134, 30) WHEN 0 THEN upper(last_name) || ', ' || first_name WHEN 1 THEN first_name || '  ' || last_name ELSE first_name || ' ' || last_name END AS full_name,
  CASE WHEN pick(customer_id, 135, 3) > 0 THEN replace(dial, ' ', '') || (1000000 + pick(person_no, 33, 8999999))::VARCHAR END AS phone,
  CASE pick(customer_id, 136, 60)
    WHEN 0 THEN '1985-02-30' WHEN 1 THEN '31.04.1979' WHEN 2 THEN '0000-00-00' WHEN 3 THEN ''
    WHEN 4 THEN strftime(DATE '1948-01-01' + pick(person_no, 35, 10500) + pick(person_no, 36, 10500), '%d.%m.%Y')
    ELSE CASE WHEN pick(customer_id, 137, 4) > 0 THEN strftime(DATE '1948-01-01' + pick(person_no, 35, 10500) + pick(person_no, 36, 10500), '%Y-%m-%d') END
  END AS birthday,
  CASE pick(customer_id, 138, 14)
    WHEN 0 THEN NULL
    WHEN 1 THEN lower(country)
    WHEN 2 THEN country || ' '
    WHEN 3 THEN upper(country_name)
    WHEN 4 THEN lower(country_name)
    WHEN 5 THEN local_name
    ELSE country_name
  END AS country,
  (['private', 'private', 'private', 'private', 'club', 'guide', 'rental business'])[1 + pick(person_no, 139, 7)] AS segment,
  strftime(TIMESTAMP '2021-03-02 09:00:00' + to_seconds(customer_id * 6200 + pick(customer_id, 140, 6000)), '%Y-%m-%d %H:%M:%S') AS created_at
FROM customer_mail
JOIN country_name USING (country)
JOIN crm_contact_numbers USING (customer_id)
ORDER BY contact_id;

CREATE TABLE crm_tickets AS
WITH handled AS (
  SELECT q.*, c.contact_id, c.email,
    CASE WHEN q.upset THEN 1 + pick(q.seed_no, 142, 2) ELSE 2 + pick(q.seed_no, 142, 3) END AS priority,
    -- One question in three hundred of this year has been forgotten.
    CASE WHEN q.opened_at > TIMESTAMP '2026-02-01' AND pick(q.seed_no, 155, 300) = 0 THEN TIMESTAMP '2027-01-01'
      ELSE q.opened_at + to_seconds(1800 + (pick(q.seed_no, 143, 900) * pick(q.seed_no, 144, 900) >> 1)) END AS done_at
  FROM question AS q
  JOIN crm_contact_numbers AS n USING (customer_id)
  JOIN crm_contacts AS c USING (contact_id)
)
SELECT ticket_id, contact_id,
  CASE WHEN pick(seed_no, 145, 5) > 0 THEN trim(email) END AS customer_email,
  CASE pick(seed_no, 146, 15) WHEN 0 THEN lower(order_no) WHEN 1 THEN ' ' || order_no WHEN 2 THEN order_no || ' ' ELSE order_no END AS order_ref,
  category,
  CASE category
    WHEN 'delivery' THEN (['Where is my parcel?', 'Delivery is late', 'Tracking has not moved for days', 'Parcel marked delivered, but nothing here'])[1 + pick(seed_no, 147, 4)]
    WHEN 'return' THEN (['How do I return this?', 'Wrong size', 'Refund not received', 'Exchange for another colour'])[1 + pick(seed_no, 147, 4)]
    WHEN 'product' THEN (['Question about sizes', 'Is it waterproof?', 'Spare part needed', 'Care instructions'])[1 + pick(seed_no, 147, 4)]
    WHEN 'payment' THEN (['Charged twice', 'Invoice address', 'Gift card does not work', 'Payment declined'])[1 + pick(seed_no, 147, 4)]
    WHEN 'account' THEN (['Change my e-mail', 'Cannot log in', 'Delete my account', 'Newsletter'])[1 + pick(seed_no, 147, 4)]
    ELSE (['Damaged on arrival', 'Very disappointed', 'Seam came apart', 'Rude phone call'])[1 + pick(seed_no, 147, 4)]
  END AS subject,
  priority,
  CASE WHEN done_at < TIMESTAMP '2026-09-30 17:00:00' THEN 'closed' WHEN pick(seed_no, 148, 2) = 0 THEN 'waiting' ELSE 'open' END AS status,
  (['email', 'email', 'email', 'chat', 'chat', 'phone'])[1 + pick(seed_no, 149, 6)] AS channel,
  CASE WHEN pick(seed_no, 150, 40) > 0 THEN 1 + pick(seed_no, 151, 24) END AS agent_id,
  strftime(opened_at, '%Y-%m-%d %H:%M:%S') AS opened_at,
  CASE WHEN done_at < TIMESTAMP '2026-09-30 17:00:00' THEN strftime(done_at, '%Y-%m-%d %H:%M:%S') END AS closed_at,
  CASE WHEN pick(seed_no, 152, 100) < 46 AND done_at < TIMESTAMP '2026-09-30 17:00:00'
    THEN CASE WHEN upset THEN 1 + (pick(seed_no, 153, 5) * pick(seed_no, 154, 5) >> 2) ELSE 5 - (pick(seed_no, 153, 5) * pick(seed_no, 154, 5) >> 3) END END AS satisfaction
FROM handled
ORDER BY ticket_id;

CREATE TABLE crm_ticket_events AS
SELECT row_number() OVER (ORDER BY ticket_id, step) AS event_id, ticket_id,
  strftime(strptime(opened_at, '%Y-%m-%d %H:%M:%S') + to_seconds(step * (600 + pick(ticket_id * 8 + step, 161, 14000))), '%Y-%m-%d %H:%M:%S') AS occurred_at,
  CASE WHEN step = 0 THEN 'opened' WHEN step = steps - 1 AND status = 'closed' THEN 'closed'
    ELSE (['reply', 'reply', 'customer reply', 'note', 'reassigned', 'escalated'])[1 + pick(ticket_id * 8 + step, 162, 6)] END AS kind,
  CASE WHEN step = 0 THEN NULL ELSE agent_id END AS agent_id,
  CASE WHEN pick(ticket_id * 8 + step, 163, 3) = 0 THEN 5 + pick(ticket_id * 8 + step, 164, 55) END AS minutes_spent
FROM (SELECT *, 3 + pick(ticket_id, 160, 4) AS steps FROM crm_tickets), generate_series(0, steps - 1) AS g(step)
ORDER BY event_id;
