-- A new shared user in one trip.
--
-- What a statement costs that writes one row is mostly what it prepares. An expression in the catalogue, of a check or of a generated column,
-- is read from its text and planned anew by each statement that writes to the table. So the level of a line is an ordinary column from here
-- on, which whoever changes a line sets with it; and of the checks those stay that are beneath a rule, the quota (S4) and the capacity (P4).
-- What the others said of a row is seen to by the functions that write it.
--
-- To be run as one transaction, as Flyway does. It locks the lines before the users, as the functions do. A function that waits for it goes on with
-- its old text and sets no level: so a line is given only if it has room as well, and partyline_offer_lines, which each host calls when it
-- starts, puts levels right.

ALTER TABLE partyline_line
    DROP CONSTRAINT partyline_line_state_check,
    DROP CONSTRAINT partyline_line_capacity_check;

ALTER TABLE partyline_line ALTER COLUMN level DROP EXPRESSION;

ALTER TABLE partyline_user
    DROP CONSTRAINT partyline_user_check,
    DROP CONSTRAINT partyline_user_check1,
    DROP CONSTRAINT partyline_user_check2,
    DROP CONSTRAINT partyline_user_check3;

-- D2 follows from P2: a phone on a line is one user's in all tenants.
DROP INDEX partyline_user_dedicated_pair;

-- What lines are chosen by: it follows the load up to 4 users and from there on its square root. Null where the line takes nobody.
CREATE FUNCTION partyline_level(p_state smallint, p_users integer, p_capacity integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_state = 0 AND p_users < p_capacity THEN floor(4 * sqrt(p_users))::integer END
$$;

-- One user less on the line.
CREATE FUNCTION partyline_leave_line(p_line bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE partyline_line l SET users = l.users - 1, level = partyline_level(l.state, l.users - 1, l.capacity)
    WHERE l.line = p_line;
END $$;

-- The line on which there is one user more now; null where none may be had. Called by whoever holds no lock yet, but
-- perhaps of a line that was full by the time it was locked: two that wait for each other then are sent back by the server.
CREATE OR REPLACE FUNCTION partyline_take_line(p_phone bigint, p_preferred bigint, p_avoided bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_line bigint;
    v_avoided bigint := p_avoided;
BEGIN
    IF p_preferred IS NOT NULL THEN
        UPDATE partyline_line l
        SET users = l.users + 1, level = partyline_level(l.state, l.users + 1, l.capacity)
        WHERE l.line = p_preferred AND l.state = 0 AND l.users < l.capacity AND NOT EXISTS (
            SELECT FROM partyline_phone_on_line o WHERE o.phone = p_phone AND o.line = l.line)
        RETURNING l.line INTO v_line;
        IF FOUND THEN
            RETURN v_line;
        END IF;
    END IF;
    LOOP
        UPDATE partyline_line
        SET users = users + 1, level = partyline_level(state, users + 1, capacity)
        WHERE line = (
            SELECT l.line FROM partyline_line l
            WHERE l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity
                    AND l.line IS DISTINCT FROM v_avoided AND NOT EXISTS (
                SELECT FROM partyline_phone_on_line o WHERE o.phone = p_phone AND o.line = l.line)
            ORDER BY l.level LIMIT 1 FOR UPDATE OF l SKIP LOCKED)
        RETURNING line INTO v_line;
        IF FOUND THEN
            RETURN v_line;
        END IF;
        -- There is none, or each one is somebody else's for the moment.
        IF partyline_has_line(p_phone, v_avoided) THEN
            -- Waits for that one alone: to lock what is found instead would keep the locks of those that turn out to be full.
            UPDATE partyline_line
            SET users = users + 1, level = partyline_level(state, users + 1, capacity)
            WHERE state = 0 AND users < capacity AND line = (
                SELECT l.line FROM partyline_line l
                WHERE l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity
                    AND l.line IS DISTINCT FROM v_avoided AND NOT EXISTS (
                    SELECT FROM partyline_phone_on_line o WHERE o.phone = p_phone AND o.line = l.line)
                ORDER BY l.level LIMIT 1)
            RETURNING line INTO v_line;
            IF FOUND THEN
                RETURN v_line;
            END IF;
        ELSIF v_avoided IS NOT NULL THEN
            v_avoided := NULL;
        ELSE
            RETURN NULL;
        END IF;
    END LOOP;
END $$;

-- Whether a line other than the avoided one has a place for the phone.
CREATE OR REPLACE FUNCTION partyline_has_line(p_phone bigint, p_avoided bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM partyline_line l
        WHERE l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity AND l.line IS DISTINCT FROM p_avoided AND NOT EXISTS (
            SELECT FROM partyline_phone_on_line o WHERE o.phone = p_phone AND o.line = l.line));
END $$;

-- A line that takes one user more, locked; null where there is none. What is locked is one that was free when it was locked, so that nobody
-- waits for several.
CREATE OR REPLACE FUNCTION partyline_lock_line(p_taken bigint[], p_preferred bigint, p_avoided bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_line bigint;
    v_avoided bigint := p_avoided;
BEGIN
    SELECT l.line INTO v_line FROM partyline_line l
    WHERE l.line = p_preferred AND l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity AND l.line <> ALL (p_taken) FOR UPDATE OF l;
    IF FOUND THEN
        RETURN v_line;
    END IF;
    LOOP
        SELECT l.line INTO v_line FROM partyline_line l
        WHERE l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity AND l.line <> ALL (p_taken) AND l.line IS DISTINCT FROM v_avoided
        ORDER BY l.level LIMIT 1 FOR UPDATE OF l SKIP LOCKED;
        IF FOUND THEN
            RETURN v_line;
        END IF;
        -- There is none, or each one is somebody else's for the moment. Waits for one of these alone.
        SELECT l.line INTO v_line FROM partyline_line l
        WHERE l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity AND l.line <> ALL (p_taken) AND l.line IS DISTINCT FROM v_avoided
        ORDER BY l.level LIMIT 1;
        IF FOUND THEN
            PERFORM FROM partyline_line l WHERE l.line = v_line AND l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity FOR UPDATE OF l;
            IF FOUND THEN
                RETURN v_line;
            END IF;
        ELSIF v_avoided IS NOT NULL THEN
            v_avoided := NULL;
        ELSE
            RETURN NULL;
        END IF;
    END LOOP;
END $$;

-- Makes a user active.
CREATE OR REPLACE FUNCTION partyline_admit(
    p_tenant text, p_id uuid, p_kind smallint, p_created_at timestamptz, p_place uuid, p_phone bigint,
    p_line bigint, -- null where the pool is to give one; 0 where it can't
    p_data text, p_keys text[],
    p_limit integer, -- null for none
    p_preferred bigint, p_avoided bigint,
    -- The revived user; nulls for a new one.
    p_was_deactivated_at timestamptz, p_was_created_at timestamptz, p_was_place uuid, p_was_phone bigint, p_was_line bigint,
    p_was_data text,
    -- Who held the identity last; nulls for nobody.
    p_last_phone bigint, p_last_line bigint, -- null where it does not matter
    p_last_id uuid, p_last_deactivated_at timestamptz, p_last_place uuid
) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_pooled boolean := p_phone IS NOT NULL AND p_line IS NULL;
    v_line bigint := p_line;
    v_claimed integer;
BEGIN
    IF v_pooled THEN
        v_line := partyline_take_line(p_phone, p_preferred, p_avoided);
        IF v_line IS NULL THEN
            -- Whatever else stands in the way comes first (S5): all is done but for the line, and undone.
            BEGIN
                RETURN partyline_admit(
                    p_tenant, p_id, p_kind, p_created_at, p_place, p_phone, 0, p_data, p_keys, p_limit, p_preferred, p_avoided,
                    p_was_deactivated_at, p_was_created_at, p_was_place, p_was_phone, p_was_line, p_was_data,
                    p_last_phone, p_last_line, p_last_id, p_last_deactivated_at, p_last_place);
            EXCEPTION
                WHEN SQLSTATE 'PL001' THEN
                    RETURN -1;
                WHEN SQLSTATE 'PL002' THEN
                    RETURN -2;
            END;
        END IF;
    END IF;
    IF p_was_deactivated_at IS NOT NULL THEN
        DELETE FROM partyline_user u
        WHERE u.tenant = p_tenant AND u.id = p_id AND u.deactivated_at = p_was_deactivated_at
            AND u.kind = p_kind AND u.created_at = p_was_created_at AND u.place IS NOT DISTINCT FROM p_was_place
            AND u.phone IS NOT DISTINCT FROM p_was_phone AND u.line IS NOT DISTINCT FROM p_was_line AND u.data = p_was_data;
        IF NOT FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
        END IF;
    END IF;
    INSERT INTO partyline_user (tenant, id, kind, created_at, place, phone, line, counted, pooled, data)
    VALUES (p_tenant, p_id, p_kind, p_created_at, p_place, p_phone, v_line, p_limit IS NOT NULL, v_pooled, p_data)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        IF p_was_deactivated_at IS NOT NULL THEN
            RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
        END IF;
        -- The loser of a race for one phone, which is no error: there is nothing to undo but the line.
        IF v_pooled THEN
            PERFORM partyline_leave_line(v_line);
        END IF;
        RETURN -1;
    END IF;
    IF p_keys IS NOT NULL THEN
        INSERT INTO partyline_key (tenant, key, user_id)
        SELECT p_tenant, k.key, p_id FROM unnest(p_keys) AS k (key) ORDER BY k.key COLLATE "C"
        ON CONFLICT DO NOTHING;
        GET DIAGNOSTICS v_claimed = ROW_COUNT;
        IF v_claimed < cardinality(p_keys) THEN
            RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
        END IF;
    END IF;
    IF v_line > 0 THEN
        INSERT INTO partyline_phone_on_line (phone, line, tenant, user_id) VALUES (p_phone, v_line, p_tenant, p_id)
        ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
        END IF;
    END IF;
    -- From here on nobody else can be admitted under the same id or identity.
    IF p_place IS NOT NULL AND EXISTS (
        SELECT FROM partyline_settled_place s WHERE s.tenant = p_tenant AND s.place = p_place)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
    END IF;
    IF p_last_phone IS NOT NULL AND (p_last_id IS NULL) = EXISTS (
        SELECT FROM partyline_former f JOIN partyline_user u ON u.tenant = f.tenant AND u.id = f.user_id
        WHERE f.tenant = p_tenant AND f.kind = p_kind AND f.phone = p_last_phone AND f.line = p_last_line
            AND CASE
                WHEN p_last_id IS NULL THEN u.deactivated_at IS NOT NULL
                WHEN p_last_id = p_id THEN u.id = p_id -- the revived one, which was found as given
                ELSE u.id = p_last_id AND u.deactivated_at = p_last_deactivated_at
                    AND u.place IS NOT DISTINCT FROM p_last_place
            END)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
    END IF;
    IF p_limit IS NOT NULL AND NOT partyline_count_in(p_tenant, p_limit) THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
    END IF;
    IF v_line = 0 THEN
        -- Nothing else stands in the way; so it is for the line, unless one has come free.
        IF partyline_has_line(p_phone, NULL) THEN
            RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
        END IF;
        RAISE EXCEPTION USING ERRCODE = 'PL002', MESSAGE = 'no line';
    END IF;
    RETURN coalesce(v_line, 0);
END $$;

-- Makes an active user another value of the same id.
CREATE OR REPLACE FUNCTION partyline_replace(
    p_tenant text, p_id uuid, p_kind smallint, p_created_at timestamptz, p_was_place uuid, p_was_phone bigint, p_was_line bigint,
    p_was_data text,
    p_place uuid, p_phone bigint, p_line bigint, p_data text,
    p_dropped text[], p_added text[],
    p_unheld_phone bigint -- of a shared user that there must not be; null where it does not matter
) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_nobody uuid := gen_random_uuid();
    v_moves boolean := (p_was_phone, p_was_line) IS DISTINCT FROM (p_phone, p_line);
    v_pooled boolean;
BEGIN
    IF p_was_line IS DISTINCT FROM p_line THEN
        -- The locks of the lines come first, the smaller one before the other.
        PERFORM FROM partyline_line WHERE line IN (p_was_line, p_line) ORDER BY line FOR UPDATE;
    END IF;
    UPDATE partyline_user u SET place = p_place, phone = p_phone, line = p_line, data = p_data
    WHERE u.tenant = p_tenant AND u.id = p_id AND u.deactivated_at IS NULL AND u.kind = p_kind
        AND u.created_at = p_created_at AND u.place IS NOT DISTINCT FROM p_was_place
        AND u.phone IS NOT DISTINCT FROM p_was_phone AND u.line IS NOT DISTINCT FROM p_was_line AND u.data = p_was_data
    RETURNING u.pooled INTO v_pooled;
    IF NOT FOUND THEN
        RETURN -1;
    END IF;
    IF p_unheld_phone IS NOT NULL THEN
        -- Held for the rest of the transaction, so that nobody comes to hold it before its end.
        INSERT INTO partyline_user (tenant, id, kind, created_at, place, phone, line, counted, pooled, data)
        VALUES (p_tenant, v_nobody, 0, p_created_at, v_nobody, p_unheld_phone, 0, false, false, '');
        DELETE FROM partyline_user u WHERE u.tenant = p_tenant AND u.id = v_nobody;
    END IF;
    IF p_dropped IS NOT NULL THEN
        DELETE FROM partyline_key k WHERE k.tenant = p_tenant AND k.key = ANY (p_dropped) AND k.user_id = p_id;
    END IF;
    IF p_added IS NOT NULL THEN
        INSERT INTO partyline_key (tenant, key, user_id)
        SELECT p_tenant, k.key, p_id FROM unnest(p_added) AS k (key) ORDER BY k.key COLLATE "C";
    END IF;
    IF v_moves THEN
        DELETE FROM partyline_phone_on_line WHERE phone = p_was_phone AND line = p_was_line;
        INSERT INTO partyline_phone_on_line (phone, line, tenant, user_id) VALUES (p_phone, p_line, p_tenant, p_id);
    END IF;
    IF v_pooled AND p_was_line <> p_line THEN
        PERFORM partyline_leave_line(p_was_line);
        UPDATE partyline_line
        SET users = users + 1, level = partyline_level(state, users + 1, capacity)
        WHERE line = p_line AND users < capacity;
        IF NOT FOUND THEN
            RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
        END IF;
    END IF;
    RETURN 0;
EXCEPTION
    WHEN unique_violation OR SQLSTATE 'PL001' THEN
        RETURN -1;
END $$;

-- L1: frees the keys, the quota slot and the line of an active user, and keeps it.
CREATE OR REPLACE FUNCTION partyline_deactivate(
    p_tenant text, p_id uuid, p_kind smallint, p_created_at timestamptz, p_was_place uuid, p_was_phone bigint, p_was_line bigint,
    p_was_data text, p_at timestamptz, p_keys text[]
) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_counted boolean;
    v_pooled boolean;
BEGIN
    IF p_kind = 0 THEN
        PERFORM FROM partyline_line WHERE line = p_was_line FOR UPDATE;
    END IF;
    UPDATE partyline_user u SET deactivated_at = p_at
    WHERE u.tenant = p_tenant AND u.id = p_id AND u.deactivated_at IS NULL AND u.kind = p_kind
        AND u.created_at = p_created_at AND u.place IS NOT DISTINCT FROM p_was_place
        AND u.phone IS NOT DISTINCT FROM p_was_phone AND u.line IS NOT DISTINCT FROM p_was_line AND u.data = p_was_data
    RETURNING u.counted, u.pooled INTO v_counted, v_pooled;
    IF NOT FOUND THEN
        RETURN -1;
    END IF;
    IF p_keys IS NOT NULL THEN
        DELETE FROM partyline_key k WHERE k.tenant = p_tenant AND k.key = ANY (p_keys) AND k.user_id = p_id;
    END IF;
    IF p_was_phone IS NOT NULL THEN
        DELETE FROM partyline_phone_on_line WHERE phone = p_was_phone AND line = p_was_line;
        INSERT INTO partyline_former AS f (tenant, kind, phone, line, user_id)
        VALUES (p_tenant, p_kind, p_was_phone, CASE p_kind WHEN 1 THEN p_was_line ELSE 0 END, p_id)
        ON CONFLICT (tenant, kind, phone, line) DO UPDATE SET user_id = p_id;
    END IF;
    IF v_counted THEN
        UPDATE partyline_quota SET shared_users = shared_users - 1 WHERE tenant = p_tenant;
    END IF;
    IF v_pooled THEN
        PERFORM partyline_leave_line(p_was_line);
    END IF;
    RETURN 0;
END $$;

-- These lines are open, and no others are.
CREATE OR REPLACE FUNCTION partyline_offer_lines(p_lines text[], p_capacities text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO partyline_line AS l (line, capacity, level)
    SELECT o.line::bigint, o.capacity::integer, partyline_level(0::smallint, 0, o.capacity::integer)
    FROM unnest(p_lines, p_capacities) AS o (line, capacity) ORDER BY 1
    ON CONFLICT (line) DO UPDATE
        SET capacity = excluded.capacity, kept = l.users, state = 0,
            level = partyline_level(0::smallint, l.users, excluded.capacity)
        WHERE l.capacity <> excluded.capacity OR l.state <> 0;
    UPDATE partyline_line l SET state = 1, level = NULL WHERE l.state = 0 AND l.line <> ALL (p_lines::bigint[]);
    UPDATE partyline_line l SET level = partyline_level(l.state, l.users, l.capacity)
    WHERE l.level IS DISTINCT FROM partyline_level(l.state, l.users, l.capacity);
END $$;

CREATE OR REPLACE FUNCTION partyline_set_line_state(p_line bigint, p_state smallint) RETURNS void
LANGUAGE sql AS $$
    UPDATE partyline_line SET state = p_state, level = partyline_level(p_state, users, capacity)
    WHERE line = p_line;
$$;

-- The line of the place, which is leased unless it is there already; 0 for exhausted, -1 for contended.
CREATE OR REPLACE FUNCTION partyline_lease(
    p_place uuid, p_tenant text, p_user_id uuid, p_taken text[], p_preferred bigint, p_avoided bigint, p_lapses_at timestamptz
) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_taken bigint[] := p_taken::bigint[];
    v_line bigint;
    v_none bigint;
BEGIN
    LOOP
        SELECT p.line INTO v_line FROM partyline_place p WHERE p.place = p_place;
        IF FOUND THEN
            RETURN v_line;
        END IF;
        v_line := partyline_lock_line(v_taken, p_preferred, p_avoided);
        IF v_line IS NULL THEN
            -- In one statement: a place that comes back meanwhile is seen as free or as leased.
            SELECT CASE
                WHEN EXISTS (SELECT FROM partyline_line l WHERE l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity AND l.line <> ALL (v_taken)) THEN NULL
                WHEN EXISTS (
                    SELECT FROM partyline_place p JOIN partyline_line l ON l.line = p.line
                    WHERE p.pending AND l.state = 0 AND l.line <> ALL (v_taken)
                    GROUP BY l.line, l.users, l.capacity HAVING l.users - count(*) < l.capacity) THEN -1
                ELSE 0 END
            INTO v_none;
            IF v_none IS NOT NULL THEN
                RETURN v_none;
            END IF;
        ELSE
            INSERT INTO partyline_place (place, line, tenant, user_id, lapses_at)
            VALUES (p_place, v_line, p_tenant, p_user_id, p_lapses_at) ON CONFLICT DO NOTHING;
            IF FOUND THEN
                UPDATE partyline_line
                SET users = users + 1, level = partyline_level(state, users + 1, capacity)
                WHERE line = v_line;
                RETURN v_line;
            END IF;
        END IF;
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION partyline_release_place(p_place uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_line bigint;
BEGIN
    SELECT l.line INTO v_line FROM partyline_line l
    WHERE l.line = (SELECT p.line FROM partyline_place p WHERE p.place = p_place) FOR UPDATE OF l;
    DELETE FROM partyline_place WHERE place = p_place AND line = v_line;
    IF FOUND THEN
        PERFORM partyline_leave_line(v_line);
    END IF;
END $$;

-- Makes a new shared user active where nobody holds the phone, and else tells who does: the line is the answer, or the holder as JSON, or null
-- where somebody else came first or partyline_admit is to say what stands in the way (a quota that is full or not counted yet, a pool without a
-- line). One value, because a row of several would be kept in a table of its own. On the line that is suggested, if it may be had: then nobody
-- has to look for one, and to pass by all that others are giving just now. The place is one that nobody else has been told of, and so is not settled.
CREATE FUNCTION partyline_create(
    p_tenant text, p_id uuid, p_created_at timestamptz, p_place uuid, p_phone bigint, p_data text,
    p_limit integer, -- null for none
    p_suggested bigint
) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    v_line bigint;
    v_holder text;
BEGIN
    UPDATE partyline_line l
    SET users = l.users + 1, level = partyline_level(l.state, l.users + 1, l.capacity)
    WHERE l.line = p_suggested AND l.state = 0 AND l.users < l.capacity
        AND NOT EXISTS (SELECT FROM partyline_phone_on_line o WHERE o.phone = p_phone AND o.line = p_suggested)
        AND NOT EXISTS (
            SELECT FROM partyline_user u
            WHERE u.tenant = p_tenant AND u.phone = p_phone AND u.kind = 0 AND u.deactivated_at IS NULL)
        AND NOT EXISTS (SELECT FROM partyline_quota q WHERE q.tenant = p_tenant AND q.shared_users >= p_limit)
    RETURNING l.line INTO v_line;
    IF NOT FOUND THEN
        SELECT row_to_json(h) INTO v_holder FROM (
            SELECT u.id, floor(extract(epoch FROM u.created_at))::bigint AS created_second,
                (extract(microseconds FROM u.created_at)::integer % 1000000) AS created_micro, u.place, u.line, u.data,
                CASE WHEN p_limit IS NOT NULL THEN
                    coalesce((SELECT q.shared_users FROM partyline_quota q WHERE q.tenant = p_tenant), 0)
                END AS counted,
                CASE WHEN p_limit IS NOT NULL THEN (
                    SELECT count(*) FROM partyline_user c
                    WHERE c.tenant = p_tenant AND c.kind = 0 AND c.deactivated_at IS NULL AND NOT c.counted)
                END AS uncounted
            FROM partyline_user u
            WHERE u.tenant = p_tenant AND u.phone = p_phone AND u.kind = 0 AND u.deactivated_at IS NULL) AS h;
        IF FOUND THEN
            RETURN v_holder;
        ELSIF EXISTS (SELECT FROM partyline_quota q WHERE q.tenant = p_tenant AND q.shared_users >= p_limit) THEN
            RETURN NULL;
        END IF;
        v_line := partyline_take_line(p_phone, NULL, NULL);
        IF v_line IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO partyline_user (tenant, id, kind, created_at, place, phone, line, counted, pooled, data)
    VALUES (p_tenant, p_id, 0, p_created_at, p_place, p_phone, v_line, p_limit IS NOT NULL, true, p_data)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM partyline_leave_line(v_line);
        RETURN NULL;
    END IF;
    INSERT INTO partyline_phone_on_line (phone, line, tenant, user_id) VALUES (p_phone, v_line, p_tenant, p_id)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
    END IF;
    IF p_limit IS NOT NULL THEN
        FOR attempt IN 1..2 LOOP
            UPDATE partyline_quota q SET shared_users = q.shared_users + 1
            WHERE q.tenant = p_tenant AND q.shared_users < p_limit AND NOT EXISTS (
                SELECT FROM partyline_user u
                WHERE u.tenant = p_tenant AND u.kind = 0 AND u.deactivated_at IS NULL AND NOT u.counted);
            EXIT WHEN FOUND;
            IF attempt = 2 THEN
                RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
            END IF;
            INSERT INTO partyline_quota (tenant, shared_users) VALUES (p_tenant, 0) ON CONFLICT DO NOTHING;
        END LOOP;
    END IF;
    RETURN v_line;
END $$;
