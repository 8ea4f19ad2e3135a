/** The embedded default: a store and a pool in the memory of one process. */
module dev.partyline.inmemory {
    requires static transitive org.jspecify;
    requires transitive dev.partyline.ports;

    exports dev.partyline.inmemory;
}
