CREATE TABLE mine (
    id integer PRIMARY KEY
);
