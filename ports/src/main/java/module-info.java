/** The edge of the library: the registry that hosts call, and the ports that hosts implement. */
module dev.partyline.ports {
    requires static transitive org.jspecify;
    requires transitive dev.partyline.domain;
    requires transitive io.vavr;

    exports dev.partyline.ports;
    exports dev.partyline.ports.driven;
}
