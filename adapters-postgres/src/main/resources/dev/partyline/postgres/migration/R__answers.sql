CALL partyline_drop('partyline_remember', 'partyline_forget');

-- I6: keeps what was answered, if that was done, in the same transaction.
CREATE FUNCTION partyline_remember(
    p_done bigint, p_tenant text, p_key text, p_fingerprint text, p_first_use timestamptz, p_outcome text,
    p_user_id uuid, p_kind smallint, p_version bigint, p_created_at timestamptz, p_deactivated_at timestamptz,
    p_erased_at timestamptz, p_phone bigint,
    p_line bigint, -- null for the line that was chosen
    p_placed_by uuid, p_data text,
    p_forgotten_fingerprint text, p_forgotten_first_use timestamptz, p_forgotten_user_id uuid -- nulls for none
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
        tenant, key, fingerprint, first_use, outcome, user_id, kind, version, created_at, deactivated_at, erased_at,
        phone, line, placed_by, data)
    VALUES (
        p_tenant, p_key, p_fingerprint, p_first_use, p_outcome, p_user_id, p_kind, p_version, p_created_at,
        p_deactivated_at, p_erased_at, p_phone, CASE WHEN p_phone IS NOT NULL THEN coalesce(p_line, p_done) END, p_placed_by, p_data)
    ON CONFLICT (tenant, key) DO NOTHING;
    IF NOT FOUND THEN
        PERFORM partyline_outdated();
    END IF;
    RETURN p_done;
END $$;

-- Drops at most so many answers from before then; how many it dropped. Tenant by tenant: an engine may not lock rows of
-- several tenants in one statement.
CREATE FUNCTION partyline_forget(p_before timestamptz, p_most integer) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_tenant text;
    v_keys text[];
    v_forgotten bigint := 0;
    v_more bigint;
BEGIN
    FOR v_tenant, v_keys IN
        SELECT o.tenant, array_agg(o.key) FROM (
            SELECT s.tenant, s.key FROM partyline_answer s WHERE s.first_use <= p_before
            ORDER BY s.first_use LIMIT p_most) AS o
        GROUP BY o.tenant
    LOOP
        DELETE FROM partyline_answer a USING (
            SELECT s.key FROM partyline_answer s
            WHERE s.tenant = v_tenant AND s.key = ANY (v_keys) AND s.first_use <= p_before
            FOR UPDATE SKIP LOCKED) AS old
        WHERE a.tenant = v_tenant AND a.key = old.key AND a.first_use <= p_before;
        GET DIAGNOSTICS v_more = ROW_COUNT;
        v_forgotten := v_forgotten + v_more;
    END LOOP;
    RETURN v_forgotten;
END $$;
