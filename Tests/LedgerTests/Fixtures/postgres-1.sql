-- A ledger in PostgreSQL of the schema's version 1, with the rows of version-5.db.
CREATE SCHEMA IF NOT EXISTS dondoc;
CREATE DOMAIN dondoc.word AS text COLLATE "C";

CREATE TABLE dondoc.loads (
    number bigint PRIMARY KEY, hash bytea NOT NULL, at bigint NOT NULL, programme dondoc.word NOT NULL UNIQUE
);
CREATE TABLE dondoc.reports (
    number bigint PRIMARY KEY, hash bytea NOT NULL, at bigint NOT NULL, kind dondoc.word NOT NULL,
    programme dondoc.word, task dondoc.word, occurrence dondoc.word, event dondoc.word, day bigint, milli bigint,
    by dondoc.word NOT NULL, uid bigint, note dondoc.word NOT NULL, bodies dondoc.word, happened bigint,
    document dondoc.word, document_date bigint, reason dondoc.word, former_due bigint, actor dondoc.word,
    actor_body dondoc.word, actor_how dondoc.word
);
CREATE INDEX reports_task ON dondoc.reports (programme, task);

CREATE TABLE dondoc.messages (
    number bigint PRIMARY KEY, hash bytea NOT NULL, at bigint NOT NULL, message_id dondoc.word NOT NULL,
    recipient dondoc.word NOT NULL, file_name dondoc.word NOT NULL UNIQUE
);
CREATE INDEX messages_id ON dondoc.messages (message_id);

CREATE TABLE dondoc.notices (
    number bigint PRIMARY KEY, hash bytea NOT NULL, message bigint NOT NULL, at bigint NOT NULL,
    nominal bigint NOT NULL, kind dondoc.word NOT NULL, programme dondoc.word NOT NULL, task dondoc.word NOT NULL,
    occurrence dondoc.word NOT NULL, rule dondoc.word NOT NULL, step bigint NOT NULL, repeat bigint NOT NULL,
    recipient dondoc.word NOT NULL, role dondoc.word, superior_of dondoc.word, start bigint NOT NULL, due bigint,
    prudent_due bigint, legal_due bigint, late bigint NOT NULL, severity dondoc.word NOT NULL, days_left bigint,
    rule_file dondoc.word NOT NULL, rule_line bigint NOT NULL, rule_set dondoc.word NOT NULL,
    text dondoc.word NOT NULL, due_number bigint, first_due bigint, subjects dondoc.word, concerns_some bigint,
    document dondoc.word
);
-- A notice is sent at most once, ever.
CREATE UNIQUE INDEX notices_identity ON dondoc.notices (
    programme, task, occurrence, rule, step, repeat, recipient, coalesce(due_number, 0)
);

CREATE TABLE dondoc.withheld (
    number bigint PRIMARY KEY, hash bytea NOT NULL, at bigint NOT NULL, nominal bigint NOT NULL,
    reason dondoc.word NOT NULL, programme dondoc.word NOT NULL, task dondoc.word NOT NULL,
    occurrence dondoc.word NOT NULL, rule dondoc.word NOT NULL, step bigint NOT NULL, repeat bigint NOT NULL,
    recipient dondoc.word NOT NULL, detail dondoc.word NOT NULL, rule_set dondoc.word NOT NULL, due_number bigint
);
CREATE INDEX withheld_task ON dondoc.withheld (programme, task);

-- The last row; who leads, by which session and in which term. Whoever adds rows changes it in the same commit.
CREATE TABLE dondoc.head (
    id bigint PRIMARY KEY CHECK (id = 1), number bigint NOT NULL, hash bytea NOT NULL,
    term bigint NOT NULL, backend bigint NOT NULL, host dondoc.word NOT NULL
) WITH (fillfactor = 10);
INSERT INTO dondoc.head VALUES (1, 0, decode(repeat('00', 32), 'hex'), 0, 0, '');

-- How far each decision's rows came, and whose spool they go to; NULL: whoever claims them.
CREATE TABLE dondoc.deliveries (
    first bigint PRIMARY KEY, last bigint NOT NULL, published bigint NOT NULL, journaled bigint NOT NULL,
    host dondoc.word
);
CREATE INDEX deliveries_pending ON dondoc.deliveries (first) WHERE published = 0 OR journaled <> 1;
-- By the message's row: what is in no spool yet, as far as is known.
CREATE TABLE dondoc.outbox (number bigint PRIMARY KEY, bytes bytea NOT NULL);

CREATE TABLE dondoc.requests (id dondoc.word PRIMARY KEY, number bigint NOT NULL, seal bytea);
CREATE TABLE dondoc.site (id bigint PRIMARY KEY CHECK (id = 1), name dondoc.word NOT NULL, version bigint NOT NULL);
INSERT INTO dondoc.site VALUES (1, substr(replace(gen_random_uuid()::text, '-', ''), 17), 1);

-- Of each host what it has in force, when it said so by its own clock, and by the server's.
CREATE TABLE dondoc.hosts (
    name dondoc.word PRIMARY KEY, files dondoc.word NOT NULL, clock bigint NOT NULL, at bigint NOT NULL
);
-- Requests that the leader is to answer, under a number of chance: those of a sequence come again after a failover.
CREATE TABLE dondoc.forwarded (
    id bigint PRIMARY KEY, host dondoc.word NOT NULL, uid bigint NOT NULL,
    request dondoc.word NOT NULL, answer dondoc.word, at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Moves the head on, for the session that leads and for no other.
CREATE FUNCTION dondoc.advance(led bigint, old_number bigint, old_hash bytea, new_number bigint, new_hash bytea)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE dondoc.head SET number = new_number, hash = new_hash
    WHERE term = led AND number = old_number AND hash = old_hash AND backend = pg_backend_pid();
    IF NOT FOUND THEN RAISE EXCEPTION 'another leads' USING ERRCODE = 'DD001'; END IF;
    PERFORM pg_notify('dondoc', 'rows');
END $$;

INSERT INTO dondoc.loads (number, hash, at, programme)
    VALUES (1, decode('f13c8475aa386730e3630e04f019a5d441b70b22017599b5b6f60fabb785ead9', 'hex'), 1638320400, '01-KH-TU');
INSERT INTO dondoc.reports (number, hash, at, kind, programme, task, occurrence, event, day, milli, by, uid, note, bodies, happened, document, document_date, reason, former_due, actor, actor_body, actor_how)
    VALUES (2, decode('7d3bbf883d4e0138fc2e1736710120e6b3af58a49ee129f949cb9b1a9395b3bc', 'hex'), 1638320401, 'snooze', '01-KH-TU', '1.1', NULL, NULL, 19002, NULL, 'Lan', 1000, 'chờ số liệu', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO dondoc.reports (number, hash, at, kind, programme, task, occurrence, event, day, milli, by, uid, note, bodies, happened, document, document_date, reason, former_due, actor, actor_body, actor_how)
    VALUES (3, decode('959a5c433f6ab3f253a8afeb139c149e9b7f31e709a9ba2e3972502f114a93f2', 'hex'), 1638320402, 'event', NULL, NULL, NULL, 'huong-dan-tw', 18961, NULL, '', NULL, '', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO dondoc.messages (number, hash, at, message_id, recipient, file_name)
    VALUES (4, decode('6609b7c4d84a0398151ddc4ec639e49ac885ded3ca17144f5b629e404153cc41', 'hex'), 1638320400, '01-KH-TU/1.1/2021-Q4/nh%E1%BA%AFc%20tr%C6%B0%E1%BB%9Bc%20h%E1%BA%A1n/0/0/ban-dan-van@may.example.vn', 'ban-dan-van', '1.01-KH-TU1.12021-Q4nh%E1%BA%AFc%20tr%C6%B0%E1%BB%9Bc%20h%E1%BA%A1n00ban-dan-van');
INSERT INTO dondoc.messages (number, hash, at, message_id, recipient, file_name)
    VALUES (6, decode('b1f7b1e080ef7ea7ff42a20e9791fae07df95357d86c73cb8a9192981e087cea', 'hex'), 1638320400, '01-KH-TU/1.2/2021-Q4/nh%E1%BA%AFc%20tr%C6%B0%E1%BB%9Bc%20h%E1%BA%A1n/0/0/ban-dan-van@may.example.vn', 'ban-dan-van', '1.01-KH-TU1.22021-Q4nh%E1%BA%AFc%20tr%C6%B0%E1%BB%9Bc%20h%E1%BA%A1n00ban-dan-van');
INSERT INTO dondoc.messages (number, hash, at, message_id, recipient, file_name)
    VALUES (8, decode('4f3918ef563dd8c0eb3c71e132a771910ad40f77df5025693c328b836bd70708', 'hex'), 1638320400, '01-KH-TU/1.3/2021-Q4/nh%E1%BA%AFc%20tr%C6%B0%E1%BB%9Bc%20h%E1%BA%A1n/0/0/ban-dan-van@may.example.vn', 'ban-dan-van', '1.01-KH-TU1.32021-Q4nh%E1%BA%AFc%20tr%C6%B0%E1%BB%9Bc%20h%E1%BA%A1n00ban-dan-van');
INSERT INTO dondoc.notices (number, hash, message, at, nominal, kind, programme, task, occurrence, rule, step, repeat, recipient, role, superior_of, start, due, prudent_due, legal_due, late, severity, days_left, rule_file, rule_line, rule_set, text, due_number, first_due, subjects, concerns_some, document)
    VALUES (5, decode('d811f0083e755cffaa014c28ccf3dca403cf64d7b035409e04abcddb8cc1d93f', 'hex'), 4, 1638320400, 1638320340, 'reminder', '01-KH-TU', '1.1', '2021-Q4', 'nhắc trước hạn', 0, 0, 'ban-dan-van', 'lead', NULL, 18901, 18992, 18992, NULL, 1, 'warning', 30, 'rules/10-nhac.rules', 3, 'abababababababababababababababababababababababababababababababab', 'Nhắc việc: 1.1 “Quán triệt”', NULL, NULL, NULL, NULL, NULL);
INSERT INTO dondoc.notices (number, hash, message, at, nominal, kind, programme, task, occurrence, rule, step, repeat, recipient, role, superior_of, start, due, prudent_due, legal_due, late, severity, days_left, rule_file, rule_line, rule_set, text, due_number, first_due, subjects, concerns_some, document)
    VALUES (7, decode('3e1f87b3eb4cb745baf4f6d993cbd917e311759955c2319c8405609c338ff3cc', 'hex'), 6, 1638320400, 1638320340, 'reminder', '01-KH-TU', '1.2', '2021-Q4', 'nhắc trước hạn', 0, 0, 'ban-dan-van', 'lead', NULL, 18901, 18992, 18992, NULL, 1, 'warning', 30, 'rules/10-nhac.rules', 3, 'abababababababababababababababababababababababababababababababab', 'Nhắc việc: 1.1 “Quán triệt”', NULL, NULL, NULL, NULL, NULL);
INSERT INTO dondoc.notices (number, hash, message, at, nominal, kind, programme, task, occurrence, rule, step, repeat, recipient, role, superior_of, start, due, prudent_due, legal_due, late, severity, days_left, rule_file, rule_line, rule_set, text, due_number, first_due, subjects, concerns_some, document)
    VALUES (9, decode('39e553eb626e625350da8fbe4542b135d73967412926042153bbcfc772b4b00f', 'hex'), 8, 1638320400, 1638320340, 'reminder', '01-KH-TU', '1.3', '2021-Q4', 'nhắc trước hạn', 0, 0, 'ban-dan-van', 'lead', NULL, 18901, 18992, 18992, NULL, 1, 'warning', 30, 'rules/10-nhac.rules', 3, 'abababababababababababababababababababababababababababababababab', 'Nhắc việc: 1.1 “Quán triệt”', NULL, NULL, NULL, NULL, NULL);
INSERT INTO dondoc.withheld (number, hash, at, nominal, reason, programme, task, occurrence, rule, step, repeat, recipient, detail, rule_set, due_number)
    VALUES (10, decode('1cb3789e378295f39b270103e9d47a759089991cb89e2873ed227b6b0b15e13a', 'hex'), 1638320400, 1638320400, 'done', '01-KH-TU', '1.4', '2021-Q4', 'nhắc trước hạn', 0, 0, '', '', 'abababababababababababababababababababababababababababababababab', NULL);
INSERT INTO dondoc.withheld (number, hash, at, nominal, reason, programme, task, occurrence, rule, step, repeat, recipient, detail, rule_set, due_number)
    VALUES (11, decode('0cf3cf45a292b6e936198338ebe0e80c8af7db07515a24e4595eced9903f3bba', 'hex'), 1638320400, 1638320400, 'muted', '01-KH-TU', '1.5', '2021-Q4', 'nhắc trước hạn', 0, 0, '', 'nghỉ Tết', 'abababababababababababababababababababababababababababababababab', NULL);
INSERT INTO dondoc.deliveries (first, last, published, journaled, host)
    VALUES (4, 9, 0, 0, 'may-1');
INSERT INTO dondoc.requests (id, number, seal)
    VALUES ('yeu-cau-1', 3, decode('017e2e7ce851f42ae07892e4c1d69c16d4c29fea5bc9419e13bd9098ec372929', 'hex'));
UPDATE dondoc.head SET number = 11, hash = decode('0cf3cf45a292b6e936198338ebe0e80c8af7db07515a24e4595eced9903f3bba', 'hex');
UPDATE dondoc.site SET name = '9c8461fa0cb98d88';
