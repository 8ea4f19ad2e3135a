CALL partyline_drop(
    'partyline_level', 'partyline_leave_line', 'partyline_take_line', 'partyline_taken_lines', 'partyline_lock_line',
    'partyline_lock_line_of', 'partyline_search_line', 'partyline_search_line_of', 'partyline_line_to_be_had',
    'partyline_offer_lines', 'partyline_set_line');

-- Lines are chosen by their level, the lowest first; null if the line takes nobody that does not name it. It follows
-- the number of users up to 4, and from there on its square root. So three of four updates touch no index once a line
-- has a hundred users. Lines at risk have levels of their own, behind all others (P8).
CREATE FUNCTION partyline_level(p_state smallint, p_users integer, p_capacity integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN p_users < p_capacity THEN
        CASE p_state
            WHEN 0 THEN floor(4 * sqrt(p_users))::integer
            WHEN 3 THEN 1000000 + floor(4 * sqrt(p_users))::integer
        END
    END
$$;

-- One user fewer on the line.
CREATE FUNCTION partyline_leave_line(p_line bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE partyline_line l SET users = l.users - 1, level = partyline_level(l.state, l.users - 1, l.capacity)
    WHERE l.line = p_line;
END $$;

-- P2, R5: the lines on which one of the phones is somebody's; of the former pairs, all but those of this user.
CREATE FUNCTION partyline_taken_lines(p_phones bigint[], p_tenant text, p_user_id uuid) RETURNS bigint[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN ARRAY(
        SELECT o.line FROM partyline_phone_on_line o WHERE o.phone = ANY (p_phones)
        UNION ALL
        SELECT f.line FROM partyline_former_pair f
        WHERE f.phone = ANY (p_phones) AND (f.tenant, f.user_id) IS DISTINCT FROM (p_tenant, p_user_id));
END $$;

-- The line that has one user more now; null if there is none. The caller holds no lock yet, except perhaps of a line
-- that was full by the time it was locked, or that its user leaves. If two such callers wait for each other, the server
-- aborts one: a deadlock.
CREATE FUNCTION partyline_take_line(p_taken bigint[], p_wish partyline_wish) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_line bigint := partyline_lock_line(p_taken, p_wish);
BEGIN
    UPDATE partyline_line SET users = users + 1, level = partyline_level(state, users + 1, capacity)
    WHERE line = v_line;
    RETURN v_line;
END $$;

-- A line with room for one user more, locked; null if there is none. It waits for one line only, so nobody waits for
-- several.
CREATE FUNCTION partyline_lock_line(p_taken bigint[], p_wish partyline_wish) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v_line bigint;
    v_avoided bigint := p_wish.avoided;
BEGIN
    IF p_wish.named IS NOT NULL THEN
        SELECT l.line INTO v_line FROM partyline_line l
        WHERE l.line = p_wish.named AND l.state IN (0, 3, 4) AND l.users < l.capacity AND l.line <> ALL (p_taken)
        FOR UPDATE OF l;
        RETURN v_line;
    END IF;
    LOOP
        -- First the open lines, then those at risk: each state begins at another level.
        FOR v_first IN 0..1000000 BY 1000000 LOOP
            IF p_wish.preferred IS NOT NULL THEN
                SELECT l.line INTO v_line FROM partyline_line l
                WHERE l.line = p_wish.preferred AND l.state = 3 * v_first / 1000000 AND l.users < l.capacity
                    AND l.line <> ALL (p_taken)
                    AND (p_wish.near_only IS NOT TRUE OR l.area = p_wish.area OR l.country = p_wish.country)
                FOR UPDATE OF l;
                IF FOUND THEN
                    RETURN v_line;
                END IF;
            END IF;
            IF p_wish.area IS NOT NULL THEN
                v_line := partyline_lock_line_of(1, p_wish.area, v_first, p_taken, v_avoided);
            END IF;
            IF v_line IS NULL AND p_wish.country IS NOT NULL THEN
                v_line := partyline_lock_line_of(2, p_wish.country, v_first, p_taken, v_avoided);
            END IF;
            IF v_line IS NULL AND p_wish.near_only IS NOT TRUE THEN
                v_line := partyline_lock_line_of(0, NULL, v_first, p_taken, v_avoided);
            END IF;
            IF v_line IS NOT NULL THEN
                RETURN v_line;
            END IF;
        END LOOP;
        IF v_avoided IS NULL THEN
            RETURN NULL;
        END IF;
        v_avoided := NULL;
    END LOOP;
END $$;

-- The same, of one region: all lines (0), those of an area (1), or those of a country (2); and of open lines or of
-- lines at risk, which begin at different levels.
CREATE FUNCTION partyline_lock_line_of(
    p_region integer, p_name text, p_first integer, p_taken bigint[], p_avoided bigint
) RETURNS bigint
LANGUAGE plpgsql SET enable_sort = off AS $$
DECLARE
    v_line bigint;
    v_end integer := p_first + 1000000;
BEGIN
    LOOP
        IF p_region = 0 THEN
            SELECT l.line INTO v_line FROM partyline_line l
            WHERE l.level >= p_first AND l.level < v_end AND l.state IN (0, 3) AND l.users < l.capacity
                AND l.line <> ALL (p_taken) AND l.line IS DISTINCT FROM p_avoided
            ORDER BY l.level LIMIT 1 FOR UPDATE OF l SKIP LOCKED;
        ELSIF p_region = 1 THEN
            SELECT l.line INTO v_line FROM partyline_line l
            WHERE l.area = p_name AND l.level >= p_first AND l.level < v_end AND l.state IN (0, 3)
                AND l.users < l.capacity AND l.line <> ALL (p_taken) AND l.line IS DISTINCT FROM p_avoided
            ORDER BY l.level LIMIT 1 FOR UPDATE OF l SKIP LOCKED;
        ELSE
            SELECT l.line INTO v_line FROM partyline_line l
            WHERE l.country = p_name AND l.level >= p_first AND l.level < v_end AND l.state IN (0, 3)
                AND l.users < l.capacity AND l.line <> ALL (p_taken) AND l.line IS DISTINCT FROM p_avoided
            ORDER BY l.level LIMIT 1 FOR UPDATE OF l SKIP LOCKED;
        END IF;
        IF v_line IS NOT NULL THEN
            RETURN v_line;
        END IF;
        -- There is none, or others hold all of them just now. Then this waits for one of them only.
        v_line := partyline_search_line_of(p_region, p_name, p_first, p_taken, p_avoided);
        IF v_line IS NULL THEN
            RETURN NULL;
        END IF;
        PERFORM FROM partyline_line l
        WHERE l.line = v_line AND l.level >= p_first AND l.level < v_end AND l.state IN (0, 3) AND l.users < l.capacity
        FOR UPDATE OF l;
        IF FOUND THEN
            RETURN v_line;
        END IF;
    END LOOP;
END $$;

-- The line that would be locked if nobody held any; null if there is none. It is STABLE, so that all it sees is true
-- together.
CREATE FUNCTION partyline_search_line(p_taken bigint[], p_wish partyline_wish) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_line bigint;
    v_avoided bigint := p_wish.avoided;
BEGIN
    IF p_wish.named IS NOT NULL THEN
        RETURN (
            SELECT l.line FROM partyline_line l
            WHERE l.line = p_wish.named AND l.state IN (0, 3, 4) AND l.users < l.capacity AND l.line <> ALL (p_taken));
    END IF;
    LOOP
        FOR v_first IN 0..1000000 BY 1000000 LOOP
            IF p_wish.preferred IS NOT NULL THEN
                SELECT l.line INTO v_line FROM partyline_line l
                WHERE l.line = p_wish.preferred AND l.state = 3 * v_first / 1000000 AND l.users < l.capacity
                    AND l.line <> ALL (p_taken)
                    AND (p_wish.near_only IS NOT TRUE OR l.area = p_wish.area OR l.country = p_wish.country);
                IF FOUND THEN
                    RETURN v_line;
                END IF;
            END IF;
            IF p_wish.area IS NOT NULL THEN
                v_line := partyline_search_line_of(1, p_wish.area, v_first, p_taken, v_avoided);
            END IF;
            IF v_line IS NULL AND p_wish.country IS NOT NULL THEN
                v_line := partyline_search_line_of(2, p_wish.country, v_first, p_taken, v_avoided);
            END IF;
            IF v_line IS NULL AND p_wish.near_only IS NOT TRUE THEN
                v_line := partyline_search_line_of(0, NULL, v_first, p_taken, v_avoided);
            END IF;
            IF v_line IS NOT NULL THEN
                RETURN v_line;
            END IF;
        END LOOP;
        IF v_avoided IS NULL THEN
            RETURN NULL;
        END IF;
        v_avoided := NULL;
    END LOOP;
END $$;

CREATE FUNCTION partyline_search_line_of(
    p_region integer, p_name text, p_first integer, p_taken bigint[], p_avoided bigint
) RETURNS bigint
LANGUAGE plpgsql STABLE SET enable_sort = off AS $$
DECLARE
    v_line bigint;
    v_end integer := p_first + 1000000;
BEGIN
    IF p_region = 0 THEN
        SELECT l.line INTO v_line FROM partyline_line l
        WHERE l.level >= p_first AND l.level < v_end AND l.state IN (0, 3) AND l.users < l.capacity
            AND l.line <> ALL (p_taken) AND l.line IS DISTINCT FROM p_avoided
        ORDER BY l.level LIMIT 1;
    ELSIF p_region = 1 THEN
        SELECT l.line INTO v_line FROM partyline_line l
        WHERE l.area = p_name AND l.level >= p_first AND l.level < v_end AND l.state IN (0, 3)
            AND l.users < l.capacity AND l.line <> ALL (p_taken) AND l.line IS DISTINCT FROM p_avoided
        ORDER BY l.level LIMIT 1;
    ELSE
        SELECT l.line INTO v_line FROM partyline_line l
        WHERE l.country = p_name AND l.level >= p_first AND l.level < v_end AND l.state IN (0, 3)
            AND l.users < l.capacity AND l.line <> ALL (p_taken) AND l.line IS DISTINCT FROM p_avoided
        ORDER BY l.level LIMIT 1;
    END IF;
    RETURN v_line;
END $$;

-- The line that would be locked for the user, whose phone is given in all of its forms, if nobody held any; null if
-- there is none. Other than those above, it may be part of a statement that reads tables. A worker of Citus carries out
-- such a statement as a whole: with another search path, and without functions that read tables unless they say so.
CREATE FUNCTION partyline_line_to_be_had(
    p_phones bigint[], p_tenant text, p_user_id uuid, p_without bigint[], p_wish partyline_wish
) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM set_config('citus.allow_nested_distributed_execution', 'on', true);
    RETURN partyline_search_line(partyline_taken_lines(p_phones, p_tenant, p_user_id) || p_without, p_wish);
END $$;

-- These lines take new users, as they say. Others that are there drain. What an operator has said of a line stays,
-- until it is offered otherwise than before.
CREATE FUNCTION partyline_offer_lines(
    p_lines text[], p_capacities text[], p_states text[], p_countries text[], p_areas text[]
) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO partyline_line AS l (line, capacity, state, offered_capacity, offered_state, country, area)
    SELECT o.line::bigint, o.capacity::integer, o.state::smallint, o.capacity::integer, o.state::smallint,
        nullif(o.country, ''), nullif(o.area, '')
    FROM unnest(p_lines, p_capacities, p_states, p_countries, p_areas) AS o (line, capacity, state, country, area)
    ORDER BY 1
    ON CONFLICT (line) DO UPDATE SET
        capacity = CASE
            WHEN l.offered_capacity IS DISTINCT FROM excluded.capacity THEN excluded.capacity ELSE l.capacity END,
        kept = CASE WHEN l.offered_capacity IS DISTINCT FROM excluded.capacity THEN l.users ELSE l.kept END,
        state = CASE WHEN l.offered_state IS DISTINCT FROM excluded.state THEN excluded.state ELSE l.state END,
        offered_capacity = excluded.capacity,
        offered_state = excluded.state,
        country = excluded.country,
        area = excluded.area
    WHERE (l.offered_capacity, l.offered_state, l.country, l.area)
        IS DISTINCT FROM (excluded.capacity, excluded.state, excluded.country, excluded.area);
    UPDATE partyline_line l
    SET state = CASE WHEN l.state = 2 THEN l.state ELSE 1 END, offered_state = NULL, offered_capacity = NULL
    WHERE l.offered_state IS NOT NULL AND l.line <> ALL (p_lines::bigint[]);
    UPDATE partyline_line l SET level = partyline_level(l.state, l.users, l.capacity)
    WHERE l.level IS DISTINCT FROM partyline_level(l.state, l.users, l.capacity);
END $$;

-- Another state, another capacity, or both: null leaves what is there. Answers whether there is such a line.
CREATE FUNCTION partyline_set_line(p_line bigint, p_state smallint, p_capacity integer) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE partyline_line l
    SET state = coalesce(p_state, l.state), capacity = coalesce(p_capacity, l.capacity),
        kept = CASE WHEN p_capacity IS NULL THEN l.kept ELSE l.users END,
        level = partyline_level(coalesce(p_state, l.state), l.users, coalesce(p_capacity, l.capacity))
    WHERE l.line = p_line;
    RETURN FOUND;
END $$;
