CALL partyline_drop('partyline_count_in', 'partyline_adopt');

-- S4: so many shared users more, if the limit allows all of them. Users that were admitted while there was no limit are
-- counted one by one each time, until partyline_adopt has made them part of the count.
CREATE FUNCTION partyline_count_in(p_tenant text, p_added integer, p_limit integer) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    FOR attempt IN 1..2 LOOP
        UPDATE partyline_quota q SET users = q.users + p_added
        WHERE q.tenant = p_tenant AND q.kind = 0 AND q.users + p_added + (
            SELECT count(*) FROM partyline_user u
            WHERE u.tenant = p_tenant AND u.kind = 0 AND u.deactivated_at IS NULL AND NOT u.counted) <= p_limit;
        IF FOUND THEN
            RETURN true;
        END IF;
        INSERT INTO partyline_quota (tenant, kind, users) VALUES (p_tenant, 0, 0) ON CONFLICT DO NOTHING;
    END LOOP;
    RETURN false;
END $$;

-- Makes at most so many uncounted users part of their tenant's counts; how many it made.
CREATE FUNCTION partyline_adopt(p_tenant text, p_most integer) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_adopted bigint;
BEGIN
    WITH adopted AS (
        UPDATE partyline_user u SET counted = true
        WHERE u.tenant = p_tenant AND u.id IN (
            SELECT s.id FROM partyline_user s
            WHERE s.tenant = p_tenant AND s.deactivated_at IS NULL AND NOT s.counted
            LIMIT p_most FOR UPDATE SKIP LOCKED)
        RETURNING u.kind),
    added AS (
        INSERT INTO partyline_quota AS q (tenant, kind, users)
        SELECT p_tenant, a.kind, count(*) FROM adopted a GROUP BY a.kind ORDER BY a.kind
        ON CONFLICT (tenant, kind) DO UPDATE SET users = q.users + excluded.users
        RETURNING 1)
    SELECT count(*) INTO v_adopted FROM adopted;
    RETURN v_adopted;
END $$;
