package dev.partyline.http.server;

import dev.partyline.http.exchange.Endpoint;

/** What a server serves. */
record Service(Endpoint endpoint, Workers workers, Observer observer) {}
