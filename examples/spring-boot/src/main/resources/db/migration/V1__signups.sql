CREATE TABLE campaign (
    name text PRIMARY KEY
);

INSERT INTO campaign VALUES ('autumn');

CREATE TABLE signup (
    user_id uuid,
    campaign text REFERENCES campaign,
    PRIMARY KEY (user_id, campaign)
);
