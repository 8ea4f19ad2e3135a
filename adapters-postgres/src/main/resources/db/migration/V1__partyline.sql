-- Phones and lines are kept as their digits, a tenant as its kind and its id.
--
-- Functions answer with a line, or 0, for done; -1 for outdated; -2 for no line. What one did before it found that it can't
-- go on is undone with the transaction, which then ends in the state PL001 instead: an exception block would cost every admission a
-- subtransaction. Conflicts are passed over and then looked for, since the server's log would quote the values of a violated constraint. All of them take their locks in one order, so that none waits for another in a ring: the line,
-- the user, its keys by name, the phone on the line, the quota, the answer.

CREATE TABLE partyline_user (
    tenant         text COLLATE "C" NOT NULL,
    id             uuid        NOT NULL,
    kind           smallint    NOT NULL, -- 0 shared, 1 dedicated, 2 customer, 3 subscriber, 4 app
    created_at     timestamptz NOT NULL,
    deactivated_at timestamptz,          -- null while it is active
    place          uuid,                 -- of a shared user
    phone          bigint,               -- of a shared or dedicated user, as is the line
    line           bigint,
    counted        boolean     NOT NULL, -- whether partyline_quota counts it
    pooled         boolean     NOT NULL, -- whether partyline_line counts it
    data           text        NOT NULL, -- everything else, as JSON; text, because jsonb spells numbers anew
    PRIMARY KEY (tenant, id),
    CHECK ((phone IS NULL) = (line IS NULL)),
    CHECK ((kind IN (0, 1)) = (phone IS NOT NULL)),
    CHECK ((kind = 0) = (place IS NOT NULL)),
    CHECK (kind = 0 OR NOT (counted OR pooled))
);

-- S2
CREATE UNIQUE INDEX partyline_user_shared_phone ON partyline_user (tenant, phone)
    WHERE kind = 0 AND deactivated_at IS NULL;
-- D2
CREATE UNIQUE INDEX partyline_user_dedicated_pair ON partyline_user (tenant, phone, line)
    WHERE kind = 1 AND deactivated_at IS NULL;
-- L5: each user is in one of the two, so that neither kind of listing passes over the other's users.
CREATE INDEX partyline_user_active ON partyline_user (tenant, kind, created_at, id)
    WHERE deactivated_at IS NULL;
CREATE INDEX partyline_user_deactivated ON partyline_user (tenant, kind, created_at, id)
    WHERE deactivated_at IS NOT NULL;
-- S4: nothing in it but users that were admitted while their tenant had no limit.
CREATE INDEX partyline_user_uncounted ON partyline_user (tenant)
    WHERE kind = 0 AND deactivated_at IS NULL AND NOT counted;

-- S7, C4, N4, A2, A3: every other key of a tenant.
CREATE TABLE partyline_key (
    tenant  text COLLATE "C" NOT NULL,
    key     text COLLATE "C" NOT NULL, -- what is claimed, and its value
    user_id uuid NOT NULL,
    PRIMARY KEY (tenant, key)
);

-- P2: across all tenants.
CREATE TABLE partyline_phone_on_line (
    phone   bigint NOT NULL,
    line    bigint NOT NULL,
    tenant  text COLLATE "C" NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (phone, line)
);

-- L3: who held an identity last; the line is 0 where it is no part of it.
CREATE TABLE partyline_former (
    tenant  text COLLATE "C" NOT NULL,
    kind    smallint NOT NULL,
    phone   bigint NOT NULL,
    line    bigint NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (tenant, kind, phone, line)
);

-- S4: tenants that have or had a limit.
CREATE TABLE partyline_quota (
    tenant       text COLLATE "C" PRIMARY KEY,
    shared_users integer NOT NULL CHECK (shared_users >= 0)
) WITH (fillfactor = 30);

-- I1 to I6: what was answered, with the user as it was then.
CREATE TABLE partyline_answer (
    tenant      text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    fingerprint text        NOT NULL,
    first_use   timestamptz NOT NULL,
    outcome     text        NOT NULL,
    user_id     uuid        NOT NULL,
    kind        smallint    NOT NULL,
    created_at  timestamptz NOT NULL,
    place       uuid,
    phone       bigint,
    line        bigint,
    data        text        NOT NULL,
    PRIMARY KEY (tenant, key)
);
CREATE INDEX partyline_answer_first_use ON partyline_answer (first_use);

-- P5: places that no admission gets any more.
CREATE TABLE partyline_settled_place (
    tenant text COLLATE "C" NOT NULL,
    place  uuid NOT NULL,
    PRIMARY KEY (tenant, place)
);

-- P1, P3, P4. The level is what lines are chosen by: it follows the load up to 4 users and from there on its square root, so that
-- three updates of four touch no index once a line has a hundred users. Null where the line takes nobody.
CREATE TABLE partyline_line (
    line     bigint   PRIMARY KEY,
    state    smallint NOT NULL DEFAULT 0 CHECK (state IN (0, 1, 2)), -- 0 open, 1 draining, 2 retired
    capacity integer  NOT NULL CHECK (capacity >= 0),
    kept     integer  NOT NULL DEFAULT 0, -- the users that it had when its capacity was last changed
    users    integer  NOT NULL DEFAULT 0 CHECK (users BETWEEN 0 AND greatest(capacity, kept)),
    level    integer  GENERATED ALWAYS AS (
        CASE WHEN state = 0 AND users < capacity THEN floor(4 * sqrt(users))::integer END) STORED
) WITH (fillfactor = 30);
CREATE INDEX partyline_line_level ON partyline_line (level) WHERE level IS NOT NULL;

-- The line on which there is one user more now; null where none may be had. Called by whoever holds no lock yet.
CREATE FUNCTION partyline_take_line(p_phone bigint, p_preferred bigint, p_avoided bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_line bigint;
    v_avoided bigint := p_avoided;
BEGIN
    IF p_preferred IS NOT NULL THEN
        UPDATE partyline_line l SET users = l.users + 1
        WHERE l.line = p_preferred AND l.level IS NOT NULL AND NOT EXISTS (
            SELECT FROM partyline_phone_on_line o WHERE o.phone = p_phone AND o.line = l.line)
        RETURNING l.line INTO v_line;
        IF FOUND THEN
            RETURN v_line;
        END IF;
    END IF;
    LOOP
        UPDATE partyline_line SET users = users + 1
        WHERE line = (
            SELECT l.line FROM partyline_line l
            WHERE l.level IS NOT NULL AND l.line IS DISTINCT FROM v_avoided AND NOT EXISTS (
                SELECT FROM partyline_phone_on_line o WHERE o.phone = p_phone AND o.line = l.line)
            ORDER BY l.level LIMIT 1 FOR UPDATE OF l SKIP LOCKED)
        RETURNING line INTO v_line;
        IF FOUND THEN
            RETURN v_line;
        END IF;
        -- There is none, or each one is somebody else's for the moment.
        IF partyline_has_line(p_phone, v_avoided) THEN
            -- Waits for that one alone: to lock what is found instead would keep the locks of those that turn out to be full.
            UPDATE partyline_line SET users = users + 1
            WHERE level IS NOT NULL AND line = (
                SELECT l.line FROM partyline_line l
                WHERE l.level IS NOT NULL AND l.line IS DISTINCT FROM v_avoided AND NOT EXISTS (
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
CREATE FUNCTION partyline_has_line(p_phone bigint, p_avoided bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM partyline_line l
        WHERE l.level IS NOT NULL AND l.line IS DISTINCT FROM p_avoided AND NOT EXISTS (
            SELECT FROM partyline_phone_on_line o WHERE o.phone = p_phone AND o.line = l.line));
END $$;

-- S4: one shared user more where there are fewer than the limit. Users that were admitted while there was no limit are counted anew each
-- time, until partyline_adopt has made them part of the count.
CREATE FUNCTION partyline_count_in(p_tenant text, p_limit integer) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    FOR attempt IN 1..2 LOOP
        UPDATE partyline_quota q SET shared_users = q.shared_users + 1
        WHERE q.tenant = p_tenant AND q.shared_users + (
            SELECT count(*) FROM partyline_user u
            WHERE u.tenant = p_tenant AND u.kind = 0 AND u.deactivated_at IS NULL AND NOT u.counted) < p_limit;
        IF FOUND THEN
            RETURN true;
        END IF;
        INSERT INTO partyline_quota (tenant, shared_users) VALUES (p_tenant, 0) ON CONFLICT DO NOTHING;
    END LOOP;
    RETURN false;
END $$;

-- Makes at most so many users part of their tenant's count that are not.
CREATE FUNCTION partyline_adopt(p_tenant text, p_most integer) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_adopted bigint;
BEGIN
    UPDATE partyline_user u SET counted = true
    WHERE u.tenant = p_tenant AND u.id IN (
        SELECT s.id FROM partyline_user s
        WHERE s.tenant = p_tenant AND s.kind = 0 AND s.deactivated_at IS NULL AND NOT s.counted
        LIMIT p_most FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS v_adopted = ROW_COUNT;
    INSERT INTO partyline_quota AS q (tenant, shared_users) VALUES (p_tenant, v_adopted)
    ON CONFLICT (tenant) DO UPDATE SET shared_users = q.shared_users + v_adopted;
    RETURN v_adopted;
END $$;

-- Makes a user active.
CREATE FUNCTION partyline_admit(
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
            UPDATE partyline_line SET users = users - 1 WHERE line = v_line;
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
CREATE FUNCTION partyline_replace(
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
        UPDATE partyline_line SET users = users - 1 WHERE line = p_was_line;
        UPDATE partyline_line SET users = users + 1 WHERE line = p_line AND users < capacity;
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
CREATE FUNCTION partyline_deactivate(
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
        UPDATE partyline_line SET users = users - 1 WHERE line = p_was_line;
    END IF;
    RETURN 0;
END $$;

-- I6: keeps what was answered, where what was done for it was done, in one transaction with that.
CREATE FUNCTION partyline_remember(
    p_done bigint, p_tenant text, p_key text, p_fingerprint text, p_first_use timestamptz, p_outcome text,
    p_user_id uuid, p_kind smallint, p_created_at timestamptz, p_place uuid, p_phone bigint,
    p_line bigint, -- null for the line that was chosen
    p_data text,
    p_forgotten_fingerprint text, p_forgotten_first_use timestamptz, p_forgotten_user_id uuid -- nulls where none stands
) RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
    IF p_done < 0 THEN
        RETURN p_done;
    END IF;
    IF p_forgotten_fingerprint IS NOT NULL THEN
        DELETE FROM partyline_answer a
        WHERE a.tenant = p_tenant AND a.key = p_key AND a.fingerprint = p_forgotten_fingerprint
            AND a.first_use = p_forgotten_first_use AND a.user_id = p_forgotten_user_id;
    END IF;
    INSERT INTO partyline_answer (
        tenant, key, fingerprint, first_use, outcome, user_id, kind, created_at, place, phone, line, data)
    VALUES (
        p_tenant, p_key, p_fingerprint, p_first_use, p_outcome, p_user_id, p_kind, p_created_at, p_place, p_phone,
        CASE WHEN p_phone IS NOT NULL THEN coalesce(p_line, p_done) END, p_data)
    ON CONFLICT (tenant, key) DO NOTHING;
    IF NOT FOUND THEN
        -- What was done is undone by the end of the transaction: the caller is told by the state.
        RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
    END IF;
    RETURN p_done;
END $$;

-- Waits until nobody is admitting the user any more; whoever admits it later waits for the end of this.
CREATE FUNCTION partyline_await(p_tenant text, p_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    LOOP
        PERFORM FROM partyline_user u WHERE u.tenant = p_tenant AND u.id = p_id FOR UPDATE;
        IF FOUND THEN
            RETURN;
        END IF;
        INSERT INTO partyline_user (tenant, id, kind, created_at, counted, pooled, data)
        VALUES (p_tenant, p_id, 4, now(), false, false, '') ON CONFLICT DO NOTHING;
        IF FOUND THEN
            DELETE FROM partyline_user u WHERE u.tenant = p_tenant AND u.id = p_id;
            RETURN;
        END IF;
    END LOOP;
END $$;

-- P5: whether an active user has the place; where none has, none ever will.
CREATE FUNCTION partyline_settle_place(p_tenant text, p_id uuid, p_place uuid) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM partyline_await(p_tenant, p_id);
    IF EXISTS (
        SELECT FROM partyline_user u
        WHERE u.tenant = p_tenant AND u.id = p_id AND u.place = p_place AND u.deactivated_at IS NULL)
    THEN
        RETURN true;
    END IF;
    INSERT INTO partyline_settled_place (tenant, place) VALUES (p_tenant, p_place) ON CONFLICT DO NOTHING;
    RETURN false;
END $$;

-- Waits until nobody answers under the key any more.
CREATE FUNCTION partyline_await_answer(p_tenant text, p_key text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO partyline_answer (tenant, key, fingerprint, first_use, outcome, user_id, kind, created_at, data)
    VALUES (p_tenant, p_key, '', now(), '', gen_random_uuid(), 4, now(), '') ON CONFLICT DO NOTHING;
    IF FOUND THEN
        DELETE FROM partyline_answer a WHERE a.tenant = p_tenant AND a.key = p_key;
    END IF;
END $$;

-- Drops at most so many answers of before; how many it dropped.
CREATE FUNCTION partyline_forget(p_before timestamptz, p_most integer) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_forgotten bigint;
BEGIN
    DELETE FROM partyline_answer a USING (
        SELECT s.tenant, s.key FROM partyline_answer s WHERE s.first_use <= p_before
        ORDER BY s.first_use LIMIT p_most FOR UPDATE SKIP LOCKED) AS old
    WHERE a.tenant = old.tenant AND a.key = old.key AND a.first_use <= p_before;
    GET DIAGNOSTICS v_forgotten = ROW_COUNT;
    RETURN v_forgotten;
END $$;

-- These lines are open, and no others are.
CREATE FUNCTION partyline_offer_lines(p_lines text[], p_capacities text[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO partyline_line AS l (line, capacity)
    SELECT o.line::bigint, o.capacity::integer FROM unnest(p_lines, p_capacities) AS o (line, capacity) ORDER BY 1
    ON CONFLICT (line) DO UPDATE SET capacity = excluded.capacity, kept = l.users, state = 0
        WHERE l.capacity <> excluded.capacity OR l.state <> 0;
    UPDATE partyline_line l SET state = 1 WHERE l.state = 0 AND l.line <> ALL (p_lines::bigint[]);
END $$;

CREATE FUNCTION partyline_set_line_state(p_line bigint, p_state smallint) RETURNS void
LANGUAGE sql AS $$
    UPDATE partyline_line SET state = p_state WHERE line = p_line;
$$;
