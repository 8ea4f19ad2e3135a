CALL partyline_drop('partyline_begin_plan', 'partyline_adopt_plan');

-- The plan of the keys, which is this one if there was none.
CREATE FUNCTION partyline_begin_plan(p_plan integer) RETURNS integer
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO partyline_plan (plan) VALUES (p_plan) ON CONFLICT DO NOTHING;
    RETURN (SELECT plan FROM partyline_plan);
END $$;

CREATE FUNCTION partyline_adopt_plan(p_plan integer) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO partyline_plan (plan) VALUES (p_plan) ON CONFLICT (the_only) DO UPDATE SET plan = p_plan;
$$;
