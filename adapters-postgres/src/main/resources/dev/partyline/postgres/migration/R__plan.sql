CALL partyline_drop('partyline_adopt_plan');

-- Only the owner of the functions may do this.
CREATE FUNCTION partyline_adopt_plan(p_plan integer) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE OR REPLACE FUNCTION partyline_plan() RETURNS integer LANGUAGE sql STABLE AS %L', 'SELECT ' || p_plan);
END $$;
