-- Places for users who are kept elsewhere. Functions lock in one order: the line, the place.

CALL partyline_drop(
    'partyline_lease', 'partyline_confirm_place', 'partyline_reopen_place',
    'partyline_release_place');

-- The line of the place, which is leased unless it was leased before; 0 for exhausted, -1 for contended.
CREATE FUNCTION partyline_lease(
    p_place uuid, p_tenant text, p_user_id uuid, p_version bigint, p_taken text[], p_wish partyline_wish,
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
        v_line := partyline_lock_line(v_taken, p_wish);
        IF v_line IS NULL THEN
            -- In one statement: if a place comes back meanwhile, this sees it as free or as leased.
            SELECT CASE
                WHEN partyline_line_to_be_had('{}', NULL, NULL, v_taken, p_wish) IS NOT NULL THEN NULL
                WHEN EXISTS (
                    SELECT 1 FROM partyline_place p JOIN partyline_line l ON l.line = p.line
                    WHERE p.pending AND l.line <> ALL (v_taken)
                        AND (l.line = p_wish.named AND l.state IN (0, 3, 4)
                            OR p_wish.named IS NULL AND l.state IN (0, 3)
                                AND (p_wish.near_only IS NOT TRUE OR l.area = p_wish.area OR l.country = p_wish.country))
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
