-- Phones and lines are kept as their digits. A tenant is kept as its kind and its id.
--
-- PostgreSQL reads an expression in the catalogue from its text, and plans it, in each statement that writes to the
-- table. That is most of what a statement costs that writes one row. So no column is generated, and the only checks are
-- those behind a rule: the quota (S4) and the capacity (P4). The functions see to everything else.

CREATE TABLE partyline_user (
    tenant         text COLLATE "C" NOT NULL,
    id             uuid        NOT NULL,
    kind           smallint    NOT NULL, -- 0 shared, 1 dedicated, 2 customer, 3 subscriber, 4 app
    version        bigint      NOT NULL, -- in whichever state it is
    created_at     timestamptz NOT NULL,
    deactivated_at timestamptz,          -- null if active
    erased_at      timestamptz,          -- null if not erased; else, phone, line, placed_by and data are gone (X2)
    phone          bigint,               -- shared and dedicated users only, as is the line
    line           bigint,
    placed_by      uuid,                 -- shared users only: the change that put it on its line
    counted        boolean     NOT NULL, -- partyline_quota counts it, if it is active
    pooled         boolean     NOT NULL, -- partyline_line counts it
    data           text        NOT NULL, -- everything else, as JSON; text, because jsonb respells numbers
    PRIMARY KEY (tenant, id)
);

-- S2. A phone of several forms is a key as well (V15). D2 needs no index of its own: it follows from P2.
CREATE UNIQUE INDEX partyline_user_shared_phone ON partyline_user (tenant, phone)
    WHERE kind = 0 AND deactivated_at IS NULL;
-- L5: each user is in one of the three, so no kind of listing reads the others' users.
CREATE INDEX partyline_user_active ON partyline_user (tenant, kind, created_at, id)
    WHERE deactivated_at IS NULL;
CREATE INDEX partyline_user_deactivated ON partyline_user (tenant, kind, created_at, id)
    WHERE deactivated_at IS NOT NULL AND erased_at IS NULL;
CREATE INDEX partyline_user_erased ON partyline_user (tenant, kind, created_at, id)
    WHERE erased_at IS NOT NULL;
-- P9, L5
CREATE INDEX partyline_user_on_line ON partyline_user (line, tenant, created_at, id)
    WHERE deactivated_at IS NULL AND line IS NOT NULL;
-- X3
CREATE INDEX partyline_user_to_be_erased ON partyline_user (tenant, deactivated_at)
    WHERE deactivated_at IS NOT NULL AND erased_at IS NULL;
-- S4, L9: users that were admitted without a limit, until somebody has asked how many they are.
CREATE INDEX partyline_user_uncounted ON partyline_user (tenant, kind)
    WHERE deactivated_at IS NULL AND NOT counted;

-- E6: who made a version, or who never will. O1: what the change that made it did is its event.
CREATE TABLE partyline_version (
    tenant       text COLLATE "C" NOT NULL,
    user_id      uuid        NOT NULL,
    version      bigint      NOT NULL,
    change       uuid,                        -- null as long as nobody has made it
    refused      uuid[]      NOT NULL DEFAULT '{}', -- changes that were settled as not made
    kind         smallint,                    -- of the user
    happened     smallint,                    -- 0 created, 1 revived, 2 updated, 3 deactivated, 4 erased
    at           timestamptz,                 -- null if the event is forgotten, or nobody has made the version
    fields       text,                        -- those that were updated
    leased_until timestamptz,                 -- null if it was never leased
    done_at      timestamptz,                 -- null if the event is not done
    phone        bigint,                      -- O2: with the three below, the user as it was then
    line         bigint,
    placed_by    uuid,
    data         text,                        -- without its password; null if its tenant did not ask for it
    PRIMARY KEY (tenant, user_id, version)
);
-- O3, O4: the events to be handed out, the oldest first. One that is committed late is found in its place.
CREATE INDEX partyline_version_not_done ON partyline_version (at) WHERE done_at IS NULL AND at IS NOT NULL;
-- O5
CREATE INDEX partyline_version_done ON partyline_version (done_at) WHERE done_at IS NOT NULL;

-- L5: when each user was changed last that was changed since its creation. A create writes no row of it.
CREATE TABLE partyline_changed (
    tenant     text COLLATE "C" NOT NULL,
    user_id    uuid        NOT NULL,
    kind       smallint    NOT NULL,
    state      smallint    NOT NULL, -- 0 active, 1 deactivated, 2 erased
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (tenant, user_id)
);
CREATE INDEX partyline_changed_at ON partyline_changed (tenant, kind, state, changed_at, user_id);

-- S7, C4, N4, A2, A3: all other keys.
CREATE TABLE partyline_key (
    tenant  text COLLATE "C" NOT NULL,
    key     text COLLATE "C" NOT NULL, -- what is claimed, and its value
    user_id uuid NOT NULL,
    PRIMARY KEY (tenant, key)
);

-- P2: across all tenants. A row for each form of a phone (V15).
CREATE TABLE partyline_phone_on_line (
    phone   bigint NOT NULL,
    line    bigint NOT NULL,
    tenant  text COLLATE "C" NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (phone, line)
);

-- R5: phones on lines that active users were moved away from. A row for each form of a phone (V15).
CREATE TABLE partyline_former_pair (
    phone   bigint NOT NULL,
    line    bigint NOT NULL,
    tenant  text COLLATE "C" NOT NULL,
    user_id uuid NOT NULL,
    until   timestamptz NOT NULL,
    PRIMARY KEY (phone, line)
);
CREATE INDEX partyline_former_pair_user ON partyline_former_pair (tenant, user_id);
CREATE INDEX partyline_former_pair_until ON partyline_former_pair (until);

-- L3: who held the first of its keys last.
CREATE TABLE partyline_former (
    tenant  text COLLATE "C" NOT NULL,
    key     text COLLATE "C" NOT NULL, -- what is claimed, and its value
    user_id uuid NOT NULL,
    PRIMARY KEY (tenant, key)
);
-- X2
CREATE INDEX partyline_former_user ON partyline_former (tenant, user_id);

-- S4, L9: how many active users of a kind are counted.
CREATE TABLE partyline_quota (
    tenant text COLLATE "C" NOT NULL,
    kind   smallint NOT NULL,
    users  integer  NOT NULL CHECK (users >= 0),
    PRIMARY KEY (tenant, kind)
) WITH (fillfactor = 30);

-- I1 to I7: what was answered, with the user as it was then.
CREATE TABLE partyline_answer (
    tenant      text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL, -- the operation, and the key
    fingerprint text        NOT NULL,
    first_use   timestamptz NOT NULL,
    outcome     text        NOT NULL,
    user_id     uuid        NOT NULL,
    kind        smallint    NOT NULL,
    version     bigint      NOT NULL,
    created_at  timestamptz NOT NULL,
    deactivated_at timestamptz,
    erased_at   timestamptz,
    phone       bigint,
    line        bigint,
    placed_by   uuid,
    data        text        NOT NULL,
    PRIMARY KEY (tenant, key)
);
CREATE INDEX partyline_answer_first_use ON partyline_answer (first_use);
-- X2
CREATE INDEX partyline_answer_user ON partyline_answer (tenant, user_id);

-- P1, P3, P4. The level, by partyline_level, is what lines are chosen by. Whoever changes a line sets it.
CREATE TABLE partyline_line (
    line     bigint   PRIMARY KEY,
    state    smallint NOT NULL DEFAULT 0, -- 0 open, 1 draining, 2 retired, 3 at risk, 4 reserved
    capacity integer  NOT NULL,
    offered_state    smallint,            -- as it was last offered; null if it is offered no longer
    offered_capacity integer,
    country  text COLLATE "C",            -- P7: where it belongs; null for none
    area     text COLLATE "C",
    kept     integer  NOT NULL DEFAULT 0, -- how many users it had when its capacity was last changed
    users    integer  NOT NULL DEFAULT 0 CHECK (users BETWEEN 0 AND greatest(capacity, kept)),
    level    integer
) WITH (fillfactor = 30);
CREATE INDEX partyline_line_level ON partyline_line (level) WHERE level IS NOT NULL;
-- P7
CREATE INDEX partyline_line_area ON partyline_line (area, level) WHERE level IS NOT NULL;
CREATE INDEX partyline_line_country ON partyline_line (country, level) WHERE level IS NOT NULL;

-- L3, P7, P8: what is wished of a line. A null wish is none.
CREATE TYPE partyline_wish AS (
    named     bigint,  -- no other
    preferred bigint,  -- before any other
    avoided   bigint,  -- after any other
    area      text COLLATE "C", -- its lines come first
    country   text COLLATE "C", -- then its lines
    near_only boolean  -- no lines but those
);

-- Places on the lines, for users who are kept elsewhere. A place counts as a user of its line from the lease to the
-- release.
CREATE TABLE partyline_place (
    place     uuid        PRIMARY KEY,             -- the change that puts a user there
    line      bigint      NOT NULL,
    tenant    text COLLATE "C" NOT NULL,
    user_id   uuid        NOT NULL,
    version   bigint      NOT NULL,               -- with the two before it and the place, the name of an admission
    lapses_at timestamptz,                        -- null if it does not lapse
    pending   boolean     NOT NULL DEFAULT true,  -- about to be confirmed or released
    reopened  boolean     NOT NULL DEFAULT false, -- never ceases to lapse
    CHECK (lapses_at IS NOT NULL OR NOT (pending OR reopened))
);
CREATE INDEX partyline_place_lapses_at ON partyline_place (lapses_at) WHERE lapses_at IS NOT NULL;
CREATE INDEX partyline_place_pending ON partyline_place (line) WHERE pending;

-- V16: the plan that the keys are made with. A function, because each change asks for it: the planner puts the number
-- into the statement, and plans anew once the function is another one. It would not do so if it were IMMUTABLE.
CREATE FUNCTION partyline_plan() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1';

-- Drops functions by name, whatever their parameters. Each file of functions begins with it, because CREATE OR REPLACE
-- can change no parameter. It drops nothing outside of this schema: another one on the search path may have its own.
CREATE PROCEDURE partyline_drop(VARIADIC p_names text[])
LANGUAGE plpgsql AS $$
DECLARE
    v_function regprocedure;
BEGIN
    FOR v_function IN
        SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = current_schema() AND p.proname = ANY (p_names)
    LOOP
        EXECUTE format('DROP FUNCTION %s', v_function);
    END LOOP;
END $$;
