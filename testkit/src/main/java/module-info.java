/**
 * For whoever writes an adapter or a host: the contracts of the ports as tests, values to test with, and rules of
 * architecture.
 */
// ArchUnit has only an automatic module name.
@SuppressWarnings("requires-transitive-automatic")
open module dev.partyline.testkit {
    requires static transitive org.jspecify;
    requires com.google.i18n.phonenumbers.libphonenumber;
    requires transitive com.tngtech.archunit;
    requires transitive dev.partyline.ports;
    requires transitive net.jqwik.api;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires transitive org.junit.jupiter.params;

    exports dev.partyline.testkit.arbitrary;
    exports dev.partyline.testkit.architecture;
    exports dev.partyline.testkit.contract;
}
