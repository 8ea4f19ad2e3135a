-- Many users in one step. An insert here is one for all of them. That is what makes a batch cheap: most of what a
-- statement costs does not depend on how many rows it writes.
--
-- What is looked up for each row is a subquery with one value. Joins go by an index, whatever the server knows of the
-- tables, which is little as long as they are new. So rows are locked in one order. Plans are made once, as soon as the
-- server knows the tables: each array is of another length, and a plan for each of them costs as much as what it does.

CALL partyline_drop('partyline_create_all', 'partyline_lock_lines');

-- Makes new shared users active, each as partyline_create does. No two rows have the same phone or key. Answers with
-- the line of each; null for one that it leaves to be asked for alone. In its way is a holder of the phone, or a full
-- quota. Or something may be: a quota with little room, an answer under the key, or the line. Then all rows after it
-- are left as well, since they might take what it finds. It makes all the others, or none and raises outdated.
--
-- It locks in the order of all functions: the lines, and then each table by the keys. It skips lines that are locked,
-- unless all of them are. So two batches do not wait for each other. It waits for nobody who takes long: a transaction
-- takes less than 200 ms unless a host holds it open, and a deadlock is let be for longer.
CREATE FUNCTION partyline_create_all(
    p_tenants text[], p_ids uuid[], p_created_at timestamptz[], p_phones bigint[], p_data text[],
    p_limits integer[], -- null for none
    p_nths integer[], -- which row of its tenant it is, from 1
    p_tell_values boolean[], -- O2
    p_keys text[], p_fingerprints text[], p_first_uses timestamptz[], p_outcomes text[] -- I6; nulls without a key
) RETURNS bigint[]
LANGUAGE plpgsql
SET lock_timeout = '200ms' SET enable_seqscan = off SET enable_bitmapscan = off SET enable_hashjoin = off
SET enable_mergejoin = off SET plan_cache_mode = auto AS $$
DECLARE
    v_lines bigint[]; -- of each row
    v_rows integer[]; -- those that are made
    v_lacks_quota boolean; -- some tenant has none yet
    v_made integer;
    v_tenants integer; -- with a limit
BEGIN
    -- A plan that was made for an empty table may go by an index that leads to all users of a tenant. A coordinator of
    -- Citus knows no table, and has to know what a plan is for. The setting ends with the function.
    PERFORM set_config(
        'plan_cache_mode', CASE WHEN c.reltuples > 0 THEN 'force_generic_plan' ELSE 'force_custom_plan' END, true)
    FROM pg_class c WHERE c.oid = 'partyline_user'::regclass;
    v_lines := partyline_lock_lines(cardinality(p_ids));
    IF v_lines IS NULL AND partyline_lock_line('{}', NULL) IS NOT NULL THEN
        v_lines := partyline_lock_lines(cardinality(p_ids));
    END IF;
    WITH asked AS MATERIALIZED (
        SELECT p.*, CASE WHEN p.most IS NOT NULL THEN (
            SELECT q.users FROM partyline_quota q WHERE q.tenant = p.tenant AND q.kind = 0) END AS counted
        FROM unnest(p_tenants, p_phones, p_limits, p_nths, v_lines, p_keys) WITH ORDINALITY
            AS p (tenant, phone, most, nth, line, key, number)),
    judged AS MATERIALIZED (
        SELECT a.number, a.most IS NOT NULL AND a.counted IS NULL AS lacks_quota, CASE
            WHEN (
                SELECT u.id FROM partyline_user u
                WHERE u.tenant = a.tenant AND u.phone = a.phone AND u.kind = 0
                    AND u.deactivated_at IS NULL) IS NOT NULL OR a.counted >= a.most THEN 'is'
            WHEN a.line IS NULL OR coalesce(a.counted, 0) + a.nth > a.most OR (
                SELECT o.user_id FROM partyline_phone_on_line o
                WHERE o.phone = a.phone AND o.line = a.line) IS NOT NULL OR (a.key IS NOT NULL AND (
                SELECT k.user_id FROM partyline_answer k
                WHERE k.tenant = a.tenant AND k.key = a.key) IS NOT NULL) THEN 'may be'
            END AS obstacle
        FROM asked a)
    SELECT array_agg(j.number), bool_or(j.lacks_quota) INTO v_rows, v_lacks_quota FROM judged j
    WHERE j.obstacle IS NULL
        AND j.number < coalesce((SELECT min(f.number) FROM judged f WHERE f.obstacle = 'may be'), j.number + 1);
    IF v_rows IS NULL THEN
        RETURN array_fill(NULL::bigint, ARRAY[cardinality(p_ids)]);
    END IF;
    UPDATE partyline_line l
    SET users = l.users + a.added, level = partyline_level(l.state, l.users + a.added, l.capacity)
    FROM (
        SELECT v_lines[r.number] AS line, count(*)::integer AS added FROM unnest(v_rows) AS r (number) GROUP BY 1) AS a
    WHERE l.line = a.line;
    WITH made AS (
        INSERT INTO partyline_user (
            tenant, id, kind, version, created_at, phone, line, placed_by, counted, pooled, data)
        SELECT r.tenant, r.id, 0, 1, r.created_at, r.phone, v_lines[r.number], r.id, r.most IS NOT NULL, true, r.data
        FROM unnest(p_tenants, p_ids, p_created_at, p_phones, p_data, p_limits) WITH ORDINALITY
            AS r (tenant, id, created_at, phone, data, most, number)
        WHERE r.number = ANY (v_rows) ORDER BY r.tenant, r.phone
        ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*) INTO v_made FROM made;
    IF v_made < cardinality(v_rows) THEN
        PERFORM partyline_outdated();
    END IF;
    WITH made AS (
        INSERT INTO partyline_version (
            tenant, user_id, version, change, kind, happened, at, phone, line, placed_by, data)
        SELECT r.tenant, r.id, 1, r.id, 0, 0, r.created_at, CASE WHEN r.tells THEN r.phone END,
            CASE WHEN r.tells THEN v_lines[r.number] END, CASE WHEN r.tells THEN r.id END,
            CASE WHEN r.tells THEN r.data END
        FROM unnest(p_tenants, p_ids, p_created_at, p_phones, p_data, p_tell_values) WITH ORDINALITY
            AS r (tenant, id, created_at, phone, data, tells, number)
        WHERE r.number = ANY (v_rows) ORDER BY r.tenant, r.id
        ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*) INTO v_made FROM made;
    IF v_made < cardinality(v_rows) THEN
        PERFORM partyline_outdated();
    END IF;
    WITH made AS (
        INSERT INTO partyline_phone_on_line (phone, line, tenant, user_id)
        SELECT r.phone, r.line, r.tenant, r.id
        FROM unnest(p_phones, v_lines, p_tenants, p_ids) WITH ORDINALITY AS r (phone, line, tenant, id, number)
        WHERE r.number = ANY (v_rows) ORDER BY r.phone, r.line
        ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*) INTO v_made FROM made;
    IF v_made < cardinality(v_rows) OR EXISTS (
        SELECT 1 FROM unnest(p_phones, v_lines) WITH ORDINALITY AS r (phone, line, number)
        WHERE r.number = ANY (v_rows) AND (
            SELECT f.user_id FROM partyline_former_pair f WHERE f.phone = r.phone AND f.line = r.line) IS NOT NULL)
    THEN
        PERFORM partyline_outdated();
    END IF;
    IF v_lacks_quota THEN
        INSERT INTO partyline_quota (tenant, kind, users)
        SELECT DISTINCT r.tenant COLLATE "C", 0, 0
        FROM unnest(p_tenants, p_limits) WITH ORDINALITY AS r (tenant, most, number)
        WHERE r.number = ANY (v_rows) AND r.most IS NOT NULL ORDER BY r.tenant COLLATE "C"
        ON CONFLICT DO NOTHING;
    END IF;
    WITH added AS MATERIALIZED (
        SELECT r.tenant, count(*)::integer AS users, min(r.most) AS most
        FROM unnest(p_tenants, p_limits) WITH ORDINALITY AS r (tenant, most, number)
        WHERE r.number = ANY (v_rows) AND r.most IS NOT NULL GROUP BY r.tenant ORDER BY r.tenant COLLATE "C"),
    made AS (
        UPDATE partyline_quota q SET users = q.users + a.users FROM added a
        WHERE q.tenant = a.tenant AND q.kind = 0 AND q.users + a.users + (
            SELECT count(*) FROM partyline_user u
            WHERE u.tenant = a.tenant AND u.kind = 0 AND u.deactivated_at IS NULL AND NOT u.counted) <= a.most
        RETURNING 1)
    SELECT (SELECT count(*) FROM made), (SELECT count(*) FROM added) INTO v_made, v_tenants;
    IF v_made < v_tenants THEN
        PERFORM partyline_outdated();
    END IF;
    IF cardinality(array_remove(p_keys, NULL)) > 0 THEN
        WITH made AS (
            INSERT INTO partyline_answer (
                tenant, key, fingerprint, first_use, outcome, user_id, kind, version, created_at, phone, line,
                placed_by, data)
            SELECT r.tenant, r.key, r.fingerprint, r.first_use, r.outcome, r.id, 0, 1, r.created_at, r.phone,
                v_lines[r.number], r.id, r.data
            FROM unnest(
                p_tenants, p_keys, p_fingerprints, p_first_uses, p_outcomes, p_ids, p_created_at, p_phones, p_data)
                WITH ORDINALITY
                AS r (tenant, key, fingerprint, first_use, outcome, id, created_at, phone, data, number)
            WHERE r.key IS NOT NULL AND r.number = ANY (v_rows) ORDER BY r.tenant, r.key
            ON CONFLICT DO NOTHING RETURNING 1)
        SELECT count(*) INTO v_made FROM made;
        IF v_made < (SELECT count(p_keys[r.number]) FROM unnest(v_rows) AS r (number)) THEN
            PERFORM partyline_outdated();
        END IF;
    END IF;
    IF cardinality(v_rows) = cardinality(p_ids) THEN
        RETURN v_lines;
    END IF;
    RETURN ARRAY(
        SELECT CASE WHEN r.number = ANY (v_rows) THEN r.line END
        FROM unnest(p_ids, v_lines) WITH ORDINALITY AS r (id, line, number) ORDER BY r.number);
END $$;

-- P3: lines for so many users, which are locked: those with the fewest, each as often as is fair. Fewer, or null, if
-- others hold them just now, or if there are not enough places. Creates that are suggested a locked line wait for it.
-- So no more lines are locked than are as good as the first one, up to half of the square root of its users.
CREATE FUNCTION partyline_lock_lines(p_users integer) RETURNS bigint[]
LANGUAGE plpgsql SET enable_sort = off AS $$
DECLARE
    v_lines bigint[];
    v_each integer := (
        SELECT greatest(1, floor(sqrt(l.users) / 2)) FROM partyline_line l
        WHERE l.level >= 0 AND l.level < 1000000 AND l.state = 0 AND l.users < l.capacity
        ORDER BY l.level LIMIT 1);
BEGIN
    LOOP
        WITH free AS (
            SELECT l.line, l.users, l.capacity FROM partyline_line l
            WHERE l.level >= 0 AND l.level < 1000000 AND l.state = 0 AND l.users < l.capacity
            ORDER BY l.level LIMIT (p_users + v_each - 1) / v_each FOR UPDATE OF l SKIP LOCKED)
        SELECT array_agg(p.line) INTO v_lines FROM (
            SELECT f.line FROM free f, generate_series(f.users, least(f.capacity, (
                SELECT (sum(a.users) + p_users + count(*) - 1) / count(*) FROM free a)::integer) - 1) AS g (users)
            ORDER BY g.users LIMIT p_users) AS p;
        IF v_each = 1 OR cardinality(v_lines) = p_users THEN
            RETURN v_lines;
        END IF;
        v_each := 1;
    END LOOP;
END $$;
