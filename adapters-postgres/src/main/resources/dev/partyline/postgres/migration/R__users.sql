-- These functions answer with a line; 0 for done, -1 for outdated, -2 for no line. If one must give up after it has
-- changed something, it calls partyline_outdated. Conflicts are skipped and then looked for, because the server's log
-- would quote the values of a violated constraint.
--
-- All of them lock in one order, so that no two wait for each other: the line, the user, its version, its keys by name,
-- the phone on the line, the quota, the answer.
--
-- A change is given the version that it makes, its own id, and the rest of its event.

CALL partyline_drop(
    'partyline_create', 'partyline_admit', 'partyline_claim_keys', 'partyline_claim_line', 'partyline_hold_phone',
    'partyline_set_user', 'partyline_hold_avoided',
    'partyline_replace', 'partyline_confirm', 'partyline_deactivate', 'partyline_erase', 'partyline_end_former_pairs');

-- Makes a new shared user active if nobody holds the phone. Answers with
--   the line of the new user, or
--   the holder of the phone as JSON, or
--   null if another create came first, or if partyline_admit is to say why there is no user: a quota that is full or
--   not counted yet, or a pool without a line; or, if there is a key, if anything else is to be answered.
-- The answer is one value, because PostgreSQL keeps a row of several in a table of its own. It takes the suggested line
-- if that has room: then it need not search the lines, and skip all that others have locked. The id of the user is
-- also that of the change.
CREATE FUNCTION partyline_create(
    p_tenant text, p_id uuid, p_created_at timestamptz, p_phone bigint, p_data text,
    p_limit integer, -- null for none
    p_suggested bigint,
    p_tells_values boolean, -- O2
    p_key text, p_fingerprint text, p_first_use timestamptz, p_outcome text -- I6; nulls for a request without a key
) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    v_line bigint;
    v_holder text;
BEGIN
    -- Whoever claims a taken key changes nothing in the end. It need not try.
    IF p_key IS NOT NULL AND EXISTS (
        SELECT 1 FROM partyline_answer a WHERE a.tenant = p_tenant AND a.key = p_key)
    THEN
        RETURN NULL;
    END IF;
    UPDATE partyline_line l
    SET users = l.users + 1, level = partyline_level(l.state, l.users + 1, l.capacity)
    WHERE l.line = p_suggested AND l.state = 0 AND l.users < l.capacity
        AND NOT EXISTS (SELECT 1 FROM partyline_phone_on_line o WHERE o.phone = p_phone AND o.line = p_suggested)
        AND NOT EXISTS (
            SELECT 1 FROM partyline_user u
            WHERE u.tenant = p_tenant AND u.phone = p_phone AND u.kind = 0 AND u.deactivated_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM partyline_quota q WHERE q.tenant = p_tenant AND q.kind = 0 AND q.users >= p_limit)
    RETURNING l.line INTO v_line;
    IF NOT FOUND THEN
        SELECT row_to_json(h) INTO v_holder FROM (
            SELECT u.id, u.version, floor(extract(epoch FROM u.created_at))::bigint AS created_second,
                (extract(microseconds FROM u.created_at)::integer % 1000000) AS created_micro, u.line, u.placed_by,
                u.data,
                CASE WHEN p_limit IS NOT NULL THEN
                    coalesce(
                        (SELECT q.users FROM partyline_quota q WHERE q.tenant = p_tenant AND q.kind = 0), 0)
                END AS counted,
                CASE WHEN p_limit IS NOT NULL THEN (
                    SELECT count(*) FROM partyline_user c
                    WHERE c.tenant = p_tenant AND c.kind = 0 AND c.deactivated_at IS NULL AND NOT c.counted)
                END AS uncounted
            FROM partyline_user u
            WHERE u.tenant = p_tenant AND u.phone = p_phone AND u.kind = 0 AND u.deactivated_at IS NULL) AS h;
        IF FOUND THEN
            RETURN CASE WHEN p_key IS NULL THEN v_holder END;
        ELSIF EXISTS (SELECT 1 FROM partyline_quota q WHERE q.tenant = p_tenant AND q.kind = 0 AND q.users >= p_limit) THEN
            RETURN NULL;
        END IF;
        v_line := partyline_take_line(partyline_taken_lines(ARRAY[p_phone], NULL, NULL), NULL);
        IF v_line IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO partyline_user (
        tenant, id, kind, version, created_at, phone, line, placed_by, counted, pooled, data)
    VALUES (p_tenant, p_id, 0, 1, p_created_at, p_phone, v_line, p_id, p_limit IS NOT NULL, true, p_data)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        PERFORM partyline_leave_line(v_line);
        RETURN NULL;
    END IF;
    INSERT INTO partyline_phone_on_line (phone, line, tenant, user_id) VALUES (p_phone, v_line, p_tenant, p_id)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND OR EXISTS (SELECT 1 FROM partyline_former_pair f WHERE f.phone = p_phone AND f.line = v_line) THEN
        PERFORM partyline_outdated();
    END IF;
    INSERT INTO partyline_version (tenant, user_id, version, change, kind, happened, at)
    VALUES (p_tenant, p_id, 1, p_id, 0, 0, p_created_at) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        -- The change was settled as not made.
        PERFORM partyline_outdated();
    END IF;
    IF p_tells_values THEN
        PERFORM partyline_tell(v_line, p_tenant, p_id, 1, p_data);
    END IF;
    IF p_limit IS NOT NULL THEN
        FOR attempt IN 1..2 LOOP
            UPDATE partyline_quota q SET users = q.users + 1
            WHERE q.tenant = p_tenant AND q.kind = 0 AND q.users < p_limit AND NOT EXISTS (
                SELECT 1 FROM partyline_user u
                WHERE u.tenant = p_tenant AND u.kind = 0 AND u.deactivated_at IS NULL AND NOT u.counted);
            EXIT WHEN FOUND;
            IF attempt = 2 THEN
                PERFORM partyline_outdated();
            END IF;
            INSERT INTO partyline_quota (tenant, kind, users) VALUES (p_tenant, 0, 0) ON CONFLICT DO NOTHING;
        END LOOP;
    END IF;
    IF p_key IS NOT NULL THEN
        PERFORM partyline_remember(
            v_line, p_tenant, p_key, p_fingerprint, p_first_use, p_outcome, p_id, 0::smallint, 1, p_created_at, NULL,
            NULL, p_phone, v_line, p_id, p_data, NULL, NULL, NULL);
    END IF;
    RETURN v_line;
END $$;

-- Makes a user active: a new one if it makes version 1, else a deactivated one again.
CREATE FUNCTION partyline_admit(
    p_tenant text, p_id uuid, p_version bigint, p_change uuid, p_kind smallint, p_happened smallint, p_at timestamptz,
    p_fields text, p_created_at timestamptz,
    p_phone bigint,
    p_forms bigint[], -- the phone in all of its forms
    p_line bigint, -- null if the pool is to give one; 0 if it has none
    p_placed_by uuid, p_data text, p_keys text[],
    p_limit integer, -- null for none
    p_wish partyline_wish,
    p_last_key text, -- null if it does not matter who held it last
    p_last_id uuid, p_last_version bigint -- nulls for nobody
) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_pooled boolean := p_phone IS NOT NULL AND p_line IS NULL;
    v_line bigint := p_line;
BEGIN
    IF v_pooled THEN
        v_line := partyline_take_line(partyline_taken_lines(p_forms, p_tenant, p_id), p_wish);
        IF v_line IS NULL THEN
            -- Every other refusal comes first (S5). So all but the line is done, and undone again.
            BEGIN
                RETURN partyline_admit(
                    p_tenant, p_id, p_version, p_change, p_kind, p_happened, p_at, p_fields, p_created_at, p_phone,
                    p_forms, 0, p_placed_by, p_data, p_keys, p_limit, p_wish, p_last_key, p_last_id, p_last_version);
            EXCEPTION
                WHEN SQLSTATE 'PL001' THEN
                    RETURN -1;
                WHEN SQLSTATE 'PL002' THEN
                    RETURN -2;
            END;
        END IF;
    END IF;
    IF p_version > 1 THEN
        DELETE FROM partyline_user u
        WHERE u.tenant = p_tenant AND u.id = p_id AND u.deactivated_at IS NOT NULL AND u.erased_at IS NULL
            AND u.version + 1 = p_version;
        IF NOT FOUND THEN
            PERFORM partyline_outdated();
        END IF;
    END IF;
    INSERT INTO partyline_user (
        tenant, id, kind, version, created_at, phone, line, placed_by, counted, pooled, data)
    VALUES (
        p_tenant, p_id, p_kind, p_version, p_created_at, p_phone, v_line, p_placed_by, p_limit IS NOT NULL, v_pooled,
        p_data)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        IF p_version > 1 THEN
            PERFORM partyline_outdated();
        END IF;
        -- Losing a race for one phone is no error: there is nothing to undo but the line.
        IF v_pooled THEN
            PERFORM partyline_leave_line(v_line);
        END IF;
        RETURN -1;
    END IF;
    PERFORM partyline_make_version(p_tenant, p_id, p_version, p_change, p_kind, p_happened, p_at, p_fields);
    PERFORM partyline_claim_keys(p_tenant, p_id, p_keys);
    IF v_line > 0 THEN
        PERFORM partyline_claim_line(p_forms, v_line, p_tenant, p_id);
    END IF;
    -- From here on, nobody else can be admitted under the same id or identity.
    IF p_last_key IS NOT NULL AND (p_last_id IS NULL) = EXISTS (
        SELECT 1 FROM partyline_former f JOIN partyline_user u ON u.tenant = f.tenant AND u.id = f.user_id
        WHERE f.tenant = p_tenant AND f.key = p_last_key
            AND CASE
                WHEN p_last_id IS NULL THEN u.deactivated_at IS NOT NULL
                WHEN p_last_id = p_id THEN u.id = p_id -- the revived one, which was found as given
                ELSE u.id = p_last_id AND u.deactivated_at IS NOT NULL AND u.version = p_last_version
            END)
    THEN
        PERFORM partyline_outdated();
    END IF;
    IF p_limit IS NOT NULL AND NOT partyline_count_in(p_tenant, 1, p_limit) THEN
        PERFORM partyline_outdated();
    END IF;
    IF v_line = 0 THEN
        -- There is no other refusal. So the line is the reason, unless one has come free.
        IF partyline_line_to_be_had(p_forms, p_tenant, p_id, NULL, p_wish) IS NOT NULL THEN
            PERFORM partyline_outdated();
        END IF;
        RAISE EXCEPTION USING ERRCODE = 'PL002', MESSAGE = 'no line';
    END IF;
    RETURN coalesce(v_line, 0);
END $$;

-- Claims the keys, all of them. One by one: an engine may count rows that a conflict has skipped.
CREATE FUNCTION partyline_claim_keys(p_tenant text, p_user_id uuid, p_keys text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_key text;
BEGIN
    IF p_keys IS NULL THEN
        RETURN;
    END IF;
    FOR v_key IN SELECT k.key FROM unnest(p_keys) AS k (key) ORDER BY k.key COLLATE "C" LOOP
        INSERT INTO partyline_key (tenant, key, user_id) VALUES (p_tenant, v_key, p_user_id) ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            PERFORM partyline_outdated();
        END IF;
    END LOOP;
END $$;

-- P2: claims each of the phones on the line, one by one and in one order, as above.
CREATE FUNCTION partyline_claim_line(p_phones bigint[], p_line bigint, p_tenant text, p_user_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_phone bigint;
BEGIN
    FOR v_phone IN SELECT p.phone FROM unnest(p_phones) AS p (phone) ORDER BY p.phone LOOP
        INSERT INTO partyline_phone_on_line (phone, line, tenant, user_id) VALUES (v_phone, p_line, p_tenant, p_user_id)
        ON CONFLICT DO NOTHING;
        IF NOT FOUND THEN
            PERFORM partyline_outdated();
        END IF;
    END LOOP;
    -- R5: looked for now, because whoever left the pair while this waited for it has left a row.
    IF EXISTS (SELECT 1 FROM partyline_former_pair f WHERE f.phone = ANY (p_phones) AND f.line = p_line) THEN
        DELETE FROM partyline_former_pair f
        WHERE f.phone = ANY (p_phones) AND f.line = p_line AND f.tenant = p_tenant AND f.user_id = p_user_id;
        IF EXISTS (SELECT 1 FROM partyline_former_pair f WHERE f.phone = ANY (p_phones) AND f.line = p_line) THEN
            PERFORM partyline_outdated();
        END IF;
    END IF;
END $$;

-- S2: whether no shared user holds the phone. If so, none but one of this transaction does until its end. An UPDATE
-- knows no ON CONFLICT, and the log would quote what it violates: of a worker of Citus, even if that is caught here.
CREATE FUNCTION partyline_hold_phone(p_tenant text, p_phone bigint) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    v_nobody uuid := gen_random_uuid();
BEGIN
    INSERT INTO partyline_user (tenant, id, kind, version, created_at, phone, line, counted, pooled, data)
    VALUES (p_tenant, v_nobody, 0, 0, now(), p_phone, 0, false, false, '') ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM partyline_user u WHERE u.tenant = p_tenant AND u.id = v_nobody;
    RETURN true;
END $$;

-- Whether the user is one that partyline_line counts; null if it is not active at the version before.
CREATE FUNCTION partyline_set_user(
    p_tenant text, p_id uuid, p_version bigint, p_phone bigint, p_line bigint, p_placed_by uuid, p_data text
) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    v_pooled boolean;
BEGIN
    UPDATE partyline_user u
    SET version = p_version, phone = p_phone, line = p_line, placed_by = p_placed_by, data = p_data
    WHERE u.tenant = p_tenant AND u.id = p_id AND u.deactivated_at IS NULL
        AND u.version + 1 = p_version
    RETURNING u.pooled INTO v_pooled;
    RETURN v_pooled;
END $$;

-- K2: whether another user has one of the phones on the line, or is led to by it (R5). If so, it stays until the end of
-- the transaction.
CREATE FUNCTION partyline_hold_avoided(p_phones bigint[], p_line bigint, p_tenant text, p_user_id uuid) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM partyline_phone_on_line o
    WHERE o.phone = ANY (p_phones) AND o.line = p_line AND (o.tenant, o.user_id) <> (p_tenant, p_user_id)
    FOR KEY SHARE;
    IF NOT FOUND THEN
        PERFORM 1 FROM partyline_former_pair f
        WHERE f.phone = ANY (p_phones) AND f.line = p_line AND (f.tenant, f.user_id) <> (p_tenant, p_user_id)
        FOR KEY SHARE;
    END IF;
    RETURN FOUND;
END $$;

-- Replaces an active user by its next version. Answers with its line if the pool was to give one.
CREATE FUNCTION partyline_replace(
    p_tenant text, p_id uuid, p_version bigint, p_change uuid, p_kind smallint, p_happened smallint, p_at timestamptz,
    p_fields text,
    p_was_forms bigint[], p_was_line bigint,
    p_phone bigint, p_forms bigint[],
    p_line bigint, -- null if the pool is to give one, or if the user is on no line
    p_placed_by uuid, p_data text,
    p_dropped text[], p_added text[],
    p_wish partyline_wish, -- of the line that the pool gives
    p_former_until timestamptz -- R5; null if it leaves no former pair
) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_pooled boolean;
    v_line bigint := p_line;
    v_avoids boolean := p_kind = 0 AND p_was_line IS DISTINCT FROM p_line AND NOT p_forms <@ p_was_forms;
BEGIN
    IF p_was_line IS DISTINCT FROM p_line THEN
        -- The lines are locked first, the smaller number before the other.
        PERFORM 1 FROM partyline_line WHERE line IN (p_was_line, p_line) ORDER BY line FOR UPDATE;
    END IF;
    IF p_phone IS NOT NULL AND p_line IS NULL THEN
        v_line := partyline_take_line(partyline_taken_lines(p_forms, p_tenant, p_id), p_wish);
        IF v_line IS NULL THEN
            IF v_avoids AND NOT partyline_hold_avoided(p_forms, p_was_line, p_tenant, p_id) THEN
                RETURN -1;
            END IF;
            -- In one statement, so that all of it is true together.
            RETURN (SELECT CASE
                WHEN partyline_line_to_be_had(p_forms, p_tenant, p_id, NULL, p_wish) IS NULL
                AND EXISTS (
                    SELECT 1 FROM partyline_user u
                    WHERE u.tenant = p_tenant AND u.id = p_id AND u.deactivated_at IS NULL AND u.version + 1 = p_version)
                AND NOT EXISTS (
                    SELECT 1 FROM partyline_user u
                    WHERE u.tenant = p_tenant AND u.phone = p_phone AND u.kind = 0 AND u.deactivated_at IS NULL
                        AND u.id <> p_id)
                AND NOT EXISTS (
                    SELECT 1 FROM partyline_key k WHERE k.tenant = p_tenant AND k.key = ANY (p_added))
                THEN -2 ELSE -1 END);
        END IF;
    END IF;
    IF p_kind <> 0 OR p_was_forms[1] = p_phone OR partyline_hold_phone(p_tenant, p_phone) THEN
        v_pooled := partyline_set_user(p_tenant, p_id, p_version, p_phone, v_line, p_placed_by, p_data);
    END IF;
    IF v_pooled IS NULL THEN
        IF v_line IS DISTINCT FROM p_line THEN
            PERFORM partyline_leave_line(v_line);
        END IF;
        RETURN -1;
    END IF;
    PERFORM partyline_make_version(p_tenant, p_id, p_version, p_change, p_kind, p_happened, p_at, p_fields);
    -- In this order: of two users that want each other's keys, neither waits for the other.
    PERFORM partyline_claim_keys(p_tenant, p_id, p_added);
    IF p_dropped IS NOT NULL THEN
        DELETE FROM partyline_key k WHERE k.tenant = p_tenant AND k.key = ANY (p_dropped) AND k.user_id = p_id;
    END IF;
    IF v_avoids AND NOT partyline_hold_avoided(p_forms, p_was_line, p_tenant, p_id) THEN
        PERFORM partyline_outdated();
    END IF;
    IF (p_was_forms, p_was_line) IS DISTINCT FROM (p_forms, v_line) THEN
        DELETE FROM partyline_phone_on_line o
        WHERE o.phone = ANY (p_was_forms) AND o.line = p_was_line AND o.tenant = p_tenant AND o.user_id = p_id;
        PERFORM partyline_claim_line(p_forms, v_line, p_tenant, p_id);
        IF p_former_until IS NOT NULL THEN
            INSERT INTO partyline_former_pair AS f (phone, line, tenant, user_id, until)
            SELECT w.phone, p_was_line, p_tenant, p_id, p_former_until FROM unnest(p_was_forms) AS w (phone)
            WHERE v_line <> p_was_line OR w.phone <> ALL (p_forms) ORDER BY w.phone
            ON CONFLICT (phone, line) DO UPDATE
                SET tenant = excluded.tenant, user_id = excluded.user_id, until = excluded.until;
        END IF;
    END IF;
    IF v_line IS DISTINCT FROM p_line THEN
        -- A user that a pool of the host's had put on its line has no place here to leave.
        IF v_pooled THEN
            PERFORM partyline_leave_line(p_was_line);
        ELSE
            UPDATE partyline_user u SET pooled = true WHERE u.tenant = p_tenant AND u.id = p_id;
        END IF;
        RETURN v_line;
    END IF;
    IF v_pooled AND p_was_line <> p_line THEN
        PERFORM partyline_leave_line(p_was_line);
        UPDATE partyline_line
        SET users = users + 1, level = partyline_level(state, users + 1, capacity)
        WHERE line = p_line AND state IN (0, 3, 4) AND users < capacity;
        IF NOT FOUND THEN
            PERFORM partyline_outdated();
        END IF;
    END IF;
    RETURN 0;
END $$;

-- I6: a user in this state at this version, and a phone that no shared user holds, stay so until the end of the
-- transaction. A version tells the state: each state has versions of its own.
CREATE FUNCTION partyline_confirm(
    p_tenant text, p_id uuid, p_version bigint,
    p_unheld_phone bigint, -- null if it does not matter
    p_unheld_key text -- the same phone, as partyline_key has it if it has several forms
) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_nobody uuid := gen_random_uuid();
BEGIN
    PERFORM 1 FROM partyline_user u
    WHERE u.tenant = p_tenant AND u.id = p_id AND u.version = p_version
    FOR UPDATE;
    IF NOT FOUND THEN
        RETURN -1;
    END IF;
    IF p_unheld_phone IS NOT NULL THEN
        IF NOT partyline_hold_phone(p_tenant, p_unheld_phone) THEN
            PERFORM partyline_outdated();
        END IF;
        PERFORM partyline_claim_keys(p_tenant, v_nobody, ARRAY[p_unheld_key]);
        DELETE FROM partyline_key k WHERE k.tenant = p_tenant AND k.key = p_unheld_key AND k.user_id = v_nobody;
    END IF;
    RETURN 0;
END $$;

-- L1: frees the keys, the quota slot and the line of an active user, and keeps it.
CREATE FUNCTION partyline_deactivate(
    p_tenant text, p_id uuid, p_version bigint, p_change uuid, p_kind smallint, p_happened smallint, p_at timestamptz,
    p_fields text,
    p_forms bigint[], p_line bigint, p_keys text[],
    p_identity text[] -- the keys that it is remembered by; null for none
) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_counted boolean;
    v_pooled boolean;
BEGIN
    IF p_line IS NOT NULL THEN
        PERFORM 1 FROM partyline_line WHERE line = p_line FOR UPDATE;
    END IF;
    UPDATE partyline_user u SET version = p_version, deactivated_at = p_at
    WHERE u.tenant = p_tenant AND u.id = p_id AND u.deactivated_at IS NULL
        AND u.version + 1 = p_version
    RETURNING u.counted, u.pooled INTO v_counted, v_pooled;
    IF NOT FOUND THEN
        RETURN -1;
    END IF;
    PERFORM partyline_make_version(p_tenant, p_id, p_version, p_change, p_kind, p_happened, p_at, p_fields);
    IF p_keys IS NOT NULL THEN
        DELETE FROM partyline_key k WHERE k.tenant = p_tenant AND k.key = ANY (p_keys) AND k.user_id = p_id;
    END IF;
    IF p_forms IS NOT NULL THEN
        DELETE FROM partyline_phone_on_line o
        WHERE o.phone = ANY (p_forms) AND o.line = p_line AND o.tenant = p_tenant AND o.user_id = p_id;
        DELETE FROM partyline_former_pair f WHERE f.tenant = p_tenant AND f.user_id = p_id;
    END IF;
    IF p_identity IS NOT NULL THEN
        INSERT INTO partyline_former AS f (tenant, key, user_id)
        SELECT p_tenant, i.key, p_id FROM unnest(p_identity) AS i (key) ORDER BY i.key COLLATE "C"
        ON CONFLICT (tenant, key) DO UPDATE SET user_id = excluded.user_id;
    END IF;
    IF v_counted THEN
        UPDATE partyline_quota SET users = users - 1 WHERE tenant = p_tenant AND kind = p_kind;
    END IF;
    IF v_pooled THEN
        PERFORM partyline_leave_line(p_line);
    END IF;
    RETURN 0;
END $$;

-- X1, X2: leaves of a deactivated user what is not personal.
CREATE FUNCTION partyline_erase(
    p_tenant text, p_id uuid, p_version bigint, p_change uuid, p_kind smallint, p_happened smallint, p_at timestamptz,
    p_fields text
) RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE partyline_user u
    SET version = p_version, erased_at = p_at, phone = NULL, line = NULL, placed_by = NULL, data = ''
    WHERE u.tenant = p_tenant AND u.id = p_id AND u.deactivated_at IS NOT NULL AND u.erased_at IS NULL
        AND u.version + 1 = p_version;
    IF NOT FOUND THEN
        RETURN -1;
    END IF;
    PERFORM partyline_make_version(p_tenant, p_id, p_version, p_change, p_kind, p_happened, p_at, p_fields);
    UPDATE partyline_version v SET phone = NULL, line = NULL, placed_by = NULL, data = NULL
    WHERE v.tenant = p_tenant AND v.user_id = p_id AND v.data IS NOT NULL;
    DELETE FROM partyline_former f WHERE f.tenant = p_tenant AND f.user_id = p_id;
    UPDATE partyline_answer a
    SET fingerprint = '', outcome = 'returned', version = p_version, deactivated_at = u.deactivated_at, erased_at = p_at,
        phone = NULL, line = NULL, placed_by = NULL, data = ''
    FROM partyline_user u
    WHERE a.tenant = p_tenant AND a.user_id = p_id AND u.tenant = p_tenant AND u.id = p_id;
    RETURN 0;
END $$;

-- R5: drops at most so many former pairs that have ended by then; how many it dropped.
CREATE FUNCTION partyline_end_former_pairs(p_now timestamptz, p_most integer) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_ended bigint;
BEGIN
    DELETE FROM partyline_former_pair f USING (
        SELECT s.phone, s.line FROM partyline_former_pair s WHERE s.until <= p_now
        ORDER BY s.until LIMIT p_most FOR UPDATE SKIP LOCKED) AS ended
    WHERE f.phone = ended.phone AND f.line = ended.line AND f.until <= p_now;
    GET DIAGNOSTICS v_ended = ROW_COUNT;
    RETURN v_ended;
END $$;
