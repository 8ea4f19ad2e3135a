CALL partyline_drop(
    'partyline_outdated', 'partyline_not_for_long', 'partyline_make_version', 'partyline_tell', 'partyline_settle',
    'partyline_forget_events');

-- Gives up a change that has changed something already. The end of the transaction undoes it, and the state tells the
-- caller. An exception block instead would cost every admission a subtransaction.
CREATE FUNCTION partyline_outdated() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
END $$;

-- From here to the end of the transaction, nobody is waited for who takes long: longer than a transaction takes that no
-- host holds open, and shorter than a deadlock is let be.
CREATE FUNCTION partyline_not_for_long() RETURNS bigint
LANGUAGE sql AS $$
    SELECT length(set_config('lock_timeout', '200', true))::bigint
$$;

-- Records that the change makes the version, and its event, unless the change was settled as not made. The row of the
-- user has told that nobody else has made it. So nobody else has to do with the time of its last change.
CREATE FUNCTION partyline_make_version(
    p_tenant text, p_user_id uuid, p_version bigint, p_change uuid, p_kind smallint, p_happened smallint,
    p_at timestamptz, p_fields text
) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO partyline_version AS v (tenant, user_id, version, change, kind, happened, at, fields)
    VALUES (p_tenant, p_user_id, p_version, p_change, p_kind, p_happened, p_at, p_fields)
    ON CONFLICT (tenant, user_id, version) DO UPDATE
        SET change = p_change, kind = p_kind, happened = p_happened, at = p_at, fields = p_fields
        WHERE p_change <> ALL (v.refused);
    IF NOT FOUND THEN
        PERFORM partyline_outdated();
    END IF;
    IF p_version > 1 THEN
        -- L5: a clock may have been put back. Whoever moved back could be missed by a listing that is under way.
        INSERT INTO partyline_changed AS c (tenant, user_id, kind, state, changed_at)
        SELECT u.tenant, u.id, u.kind, CASE p_happened WHEN 3 THEN 1 WHEN 4 THEN 2 ELSE 0 END,
            greatest(p_at, u.created_at)
        FROM partyline_user u WHERE u.tenant = p_tenant AND u.id = p_user_id
        ON CONFLICT (tenant, user_id) DO UPDATE
            SET state = excluded.state, changed_at = greatest(c.changed_at, excluded.changed_at);
    END IF;
END $$;

-- O2: adds the user to the event of its version, if that was made in the same transaction. Whoever does not ask for
-- values pays nothing for them.
CREATE FUNCTION partyline_tell(
    p_done bigint, p_tenant text, p_user_id uuid, p_version bigint,
    p_data text -- that of the user, without its password
) RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
    IF p_done >= 0 THEN
        UPDATE partyline_version v SET phone = u.phone, line = u.line, placed_by = u.placed_by, data = p_data
        FROM partyline_user u
        WHERE v.tenant = p_tenant AND v.user_id = p_user_id AND v.version = p_version
            AND u.tenant = p_tenant AND u.id = p_user_id;
    END IF;
    RETURN p_done;
END $$;

-- E6: whether the change made the version. If it did not, it never will. Waits for a change that is under way.
CREATE FUNCTION partyline_settle(p_tenant text, p_user_id uuid, p_version bigint, p_change uuid) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    IF p_version = 1 AND p_change = p_user_id
        AND EXISTS (SELECT 1 FROM partyline_user u WHERE u.tenant = p_tenant AND u.id = p_user_id)
        AND NOT EXISTS (
            SELECT 1 FROM partyline_version v WHERE v.tenant = p_tenant AND v.user_id = p_user_id AND v.version = 1)
    THEN
        -- The event is forgotten. The row of a version 1 that another change made is kept.
        RETURN true;
    END IF;
    INSERT INTO partyline_version AS v (tenant, user_id, version, refused)
    VALUES (p_tenant, p_user_id, p_version, ARRAY[p_change])
    ON CONFLICT (tenant, user_id, version) DO UPDATE SET refused = v.refused || p_change
        WHERE v.change IS NULL AND p_change <> ALL (v.refused);
    RETURN EXISTS (
        SELECT 1 FROM partyline_version v
        WHERE v.tenant = p_tenant AND v.user_id = p_user_id AND v.version = p_version AND v.change = p_change)
        -- The event was forgotten between the two looks.
        OR (p_version = 1 AND p_change = p_user_id
            AND EXISTS (SELECT 1 FROM partyline_user u WHERE u.tenant = p_tenant AND u.id = p_user_id)
            AND NOT EXISTS (
                SELECT 1 FROM partyline_version v
                WHERE v.tenant = p_tenant AND v.user_id = p_user_id AND v.version = 1 AND v.change IS NOT NULL));
END $$;

-- O5: forgets at most so many events that were done before then; how many it forgot. Who made a version is kept, unless
-- the user alone tells. One by one: an engine may not lock rows of several tenants in one statement.
CREATE FUNCTION partyline_forget_events(p_before timestamptz, p_most integer) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_done record;
    v_version partyline_version;
    v_forgotten bigint := 0;
BEGIN
    FOR v_done IN
        SELECT v.tenant, v.user_id, v.version FROM partyline_version v WHERE v.done_at < p_before
        ORDER BY v.done_at LIMIT p_most
    LOOP
        SELECT v.* INTO v_version FROM partyline_version v
        WHERE v.tenant = v_done.tenant AND v.user_id = v_done.user_id AND v.version = v_done.version
            AND v.done_at < p_before
        FOR UPDATE SKIP LOCKED;
        CONTINUE WHEN NOT FOUND;
        IF v_version.version = 1 AND v_version.change = v_version.user_id THEN
            DELETE FROM partyline_version v
            WHERE v.tenant = v_version.tenant AND v.user_id = v_version.user_id AND v.version = 1;
        ELSE
            UPDATE partyline_version v
            SET kind = NULL, happened = NULL, at = NULL, fields = NULL, leased_until = NULL, done_at = NULL,
                phone = NULL, line = NULL, placed_by = NULL, data = NULL
            WHERE v.tenant = v_version.tenant AND v.user_id = v_version.user_id AND v.version = v_version.version;
        END IF;
        v_forgotten := v_forgotten + 1;
    END LOOP;
    RETURN v_forgotten;
END $$;
