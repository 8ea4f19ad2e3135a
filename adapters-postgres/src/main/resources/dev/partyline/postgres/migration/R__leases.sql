-- Places for users who are kept elsewhere. Functions lock in one order: the line, the place.

CALL partyline_drop(
    'partyline_lock_line', 'partyline_lease', 'partyline_confirm_place', 'partyline_reopen_place',
    'partyline_release_place');

-- A line with room for one user more, locked; null if there is none. It locks only a line that had room when it was
-- locked, so nobody waits for several.
CREATE FUNCTION partyline_lock_line(p_taken bigint[], p_preferred bigint, p_avoided bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_line bigint;
    v_avoided bigint := p_avoided;
BEGIN
    SELECT l.line INTO v_line FROM partyline_line l
    WHERE l.line = p_preferred AND l.state = 0 AND l.users < l.capacity AND l.line <> ALL (p_taken)
    FOR UPDATE OF l;
    IF FOUND THEN
        RETURN v_line;
    END IF;
    LOOP
        SELECT l.line INTO v_line FROM partyline_line l
        WHERE l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity
            AND l.line <> ALL (p_taken) AND l.line IS DISTINCT FROM v_avoided
        ORDER BY l.level LIMIT 1 FOR UPDATE OF l SKIP LOCKED;
        IF FOUND THEN
            RETURN v_line;
        END IF;
        -- There is none, or others hold all of them just now. Then this waits for one of them only.
        SELECT l.line INTO v_line FROM partyline_line l
        WHERE l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity
            AND l.line <> ALL (p_taken) AND l.line IS DISTINCT FROM v_avoided
        ORDER BY l.level LIMIT 1;
        IF FOUND THEN
            PERFORM FROM partyline_line l
            WHERE l.line = v_line AND l.state = 0 AND l.users < l.capacity FOR UPDATE OF l;
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

-- The line of the place, which is leased unless it was leased before; 0 for exhausted, -1 for contended.
CREATE FUNCTION partyline_lease(
    p_place uuid, p_tenant text, p_user_id uuid, p_version bigint, p_taken text[], p_preferred bigint, p_avoided bigint,
    p_lapses_at timestamptz
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
            -- In one statement: if a place comes back meanwhile, this sees it as free or as leased.
            SELECT CASE
                WHEN EXISTS (
                    SELECT 1 FROM partyline_line l
                    WHERE l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity AND l.line <> ALL (v_taken))
                THEN NULL
                WHEN EXISTS (
                    SELECT 1 FROM partyline_place p JOIN partyline_line l ON l.line = p.line
                    WHERE p.pending AND l.state = 0 AND l.line <> ALL (v_taken)
                    GROUP BY l.line, l.users, l.capacity HAVING l.users - count(*) < l.capacity) THEN -1
                ELSE 0 END
            INTO v_none;
            IF v_none IS NOT NULL THEN
                RETURN v_none;
            END IF;
        ELSE
            INSERT INTO partyline_place (place, line, tenant, user_id, version, lapses_at)
            VALUES (p_place, v_line, p_tenant, p_user_id, p_version, p_lapses_at) ON CONFLICT DO NOTHING;
            IF FOUND THEN
                UPDATE partyline_line
                SET users = users + 1, level = partyline_level(state, users + 1, capacity)
                WHERE line = v_line;
                RETURN v_line;
            END IF;
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION partyline_confirm_place(p_place uuid, p_now timestamptz, p_lapses_at timestamptz) RETURNS void
LANGUAGE sql AS $$
    UPDATE partyline_place SET lapses_at = CASE WHEN reopened THEN p_lapses_at END, pending = false
    WHERE place = p_place AND lapses_at IS NOT NULL AND (NOT reopened OR lapses_at <= p_now);
$$;

CREATE FUNCTION partyline_reopen_place(p_place uuid, p_lapses_at timestamptz) RETURNS void
LANGUAGE sql AS $$
    UPDATE partyline_place SET lapses_at = p_lapses_at, pending = true, reopened = true WHERE place = p_place;
$$;

CREATE FUNCTION partyline_release_place(p_place uuid) RETURNS void
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
