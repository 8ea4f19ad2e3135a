-- The first table of a host.
CREATE TABLE mine (id bigint PRIMARY KEY);
