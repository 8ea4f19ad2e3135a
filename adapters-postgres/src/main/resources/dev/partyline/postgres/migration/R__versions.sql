CALL partyline_drop('partyline_outdated', 'partyline_make_version', 'partyline_settle');

-- Gives up a change that has changed something already. The end of the transaction undoes it, and the state tells the
-- caller. An exception block instead would cost every admission a subtransaction.
CREATE FUNCTION partyline_outdated() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'PL001', MESSAGE = 'outdated';
END $$;

-- Records that the change makes the version, unless the change was settled as not made. The row of the user has told
-- that nobody else has made it.
CREATE FUNCTION partyline_make_version(p_tenant text, p_user_id uuid, p_version bigint, p_change uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO partyline_version AS v (tenant, user_id, version, change)
    VALUES (p_tenant, p_user_id, p_version, p_change)
    ON CONFLICT (tenant, user_id, version) DO UPDATE SET change = p_change
        WHERE p_change <> ALL (v.refused);
    IF NOT FOUND THEN
        PERFORM partyline_outdated();
    END IF;
END $$;

-- E6: whether the change made the version. If it did not, it never will. Waits for a change that is under way.
CREATE FUNCTION partyline_settle(p_tenant text, p_user_id uuid, p_version bigint, p_change uuid) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    IF p_version = 1 AND p_change = p_user_id THEN
        -- The id was generated for this change, so it is nobody else's. A row with this id keeps the change out.
        INSERT INTO partyline_user (tenant, id, kind, version, created_at, counted, pooled, data)
        VALUES (p_tenant, p_user_id, -1, 0, now(), false, false, '') ON CONFLICT DO NOTHING;
        IF FOUND THEN
            RETURN false;
        END IF;
        RETURN EXISTS (
                SELECT 1 FROM partyline_user u WHERE u.tenant = p_tenant AND u.id = p_user_id AND u.kind >= 0)
            AND NOT EXISTS (
                SELECT 1 FROM partyline_version v
                WHERE v.tenant = p_tenant AND v.user_id = p_user_id AND v.version = 1 AND v.change IS NOT NULL);
    END IF;
    INSERT INTO partyline_version AS v (tenant, user_id, version, refused)
    VALUES (p_tenant, p_user_id, p_version, ARRAY[p_change])
    ON CONFLICT (tenant, user_id, version) DO UPDATE SET refused = v.refused || p_change
        WHERE v.change IS NULL AND p_change <> ALL (v.refused);
    RETURN EXISTS (
        SELECT 1 FROM partyline_version v
        WHERE v.tenant = p_tenant AND v.user_id = p_user_id AND v.version = p_version AND v.change = p_change);
END $$;
