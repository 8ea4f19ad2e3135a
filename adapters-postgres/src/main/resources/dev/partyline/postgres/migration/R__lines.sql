CALL partyline_drop(
    'partyline_level', 'partyline_leave_line', 'partyline_take_line', 'partyline_has_line', 'partyline_offer_lines',
    'partyline_set_line_state');

-- Lines are chosen by their level, the lowest first; null if the line takes nobody. It follows the number of users up
-- to 4, and from there on its square root. So three of four updates touch no index once a line has a hundred users.
CREATE FUNCTION partyline_level(p_state smallint, p_users integer, p_capacity integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_state = 0 AND p_users < p_capacity THEN floor(4 * sqrt(p_users))::integer END
$$;

-- One user fewer on the line.
CREATE FUNCTION partyline_leave_line(p_line bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE partyline_line l SET users = l.users - 1, level = partyline_level(l.state, l.users - 1, l.capacity)
    WHERE l.line = p_line;
END $$;

-- The line that has one user more now; null if there is none. The phone is given in all of its forms (V15). The caller
-- holds no lock yet, except perhaps of a line that was full by the time it was locked, or that its user leaves. If two
-- such callers wait for each other, the server aborts one: a deadlock.
CREATE FUNCTION partyline_take_line(
    p_phones bigint[], p_preferred bigint,
    p_avoided bigint, -- given only if there is no other, or not at all
    p_not_at_all boolean DEFAULT false
) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_line bigint;
    v_avoided bigint := p_avoided;
BEGIN
    IF p_preferred IS NOT NULL THEN
        UPDATE partyline_line l
        SET users = l.users + 1, level = partyline_level(l.state, l.users + 1, l.capacity)
        WHERE l.line = p_preferred AND l.state = 0 AND l.users < l.capacity AND NOT EXISTS (
            SELECT 1 FROM partyline_phone_on_line o WHERE o.phone = ANY (p_phones) AND o.line = l.line)
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
                    SELECT 1 FROM partyline_phone_on_line o WHERE o.phone = ANY (p_phones) AND o.line = l.line)
            ORDER BY l.level LIMIT 1 FOR UPDATE OF l SKIP LOCKED)
        RETURNING line INTO v_line;
        IF FOUND THEN
            RETURN v_line;
        END IF;
        -- There is none, or others hold all of them just now.
        IF partyline_has_line(p_phones, v_avoided) THEN
            -- Waits for one of them only. SELECT FOR UPDATE would keep the lock of a line that turns out to be full.
            UPDATE partyline_line
            SET users = users + 1, level = partyline_level(state, users + 1, capacity)
            WHERE state = 0 AND users < capacity AND line = (
                SELECT l.line FROM partyline_line l
                WHERE l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity
                    AND l.line IS DISTINCT FROM v_avoided AND NOT EXISTS (
                        SELECT 1 FROM partyline_phone_on_line o WHERE o.phone = ANY (p_phones) AND o.line = l.line)
                ORDER BY l.level LIMIT 1)
            RETURNING line INTO v_line;
            IF FOUND THEN
                RETURN v_line;
            END IF;
        ELSIF v_avoided IS NOT NULL AND NOT p_not_at_all THEN
            v_avoided := NULL;
        ELSE
            RETURN NULL;
        END IF;
    END LOOP;
END $$;

-- Whether a line other than the avoided one has room for the phone, which is given in all of its forms.
CREATE FUNCTION partyline_has_line(p_phones bigint[], p_avoided bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM partyline_line l
        WHERE l.level IS NOT NULL AND l.state = 0 AND l.users < l.capacity
            AND l.line IS DISTINCT FROM p_avoided AND NOT EXISTS (
                SELECT 1 FROM partyline_phone_on_line o WHERE o.phone = ANY (p_phones) AND o.line = l.line));
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
    UPDATE partyline_line l SET level = partyline_level(l.state, l.users, l.capacity)
    WHERE l.level IS DISTINCT FROM partyline_level(l.state, l.users, l.capacity);
END $$;

CREATE FUNCTION partyline_set_line_state(p_line bigint, p_state smallint) RETURNS void
LANGUAGE sql AS $$
    UPDATE partyline_line SET state = p_state, level = partyline_level(p_state, users, capacity)
    WHERE line = p_line;
$$;
