package dev.partyline.postgres;

/** On tables as the migrations make them. */
class PlainUserStoreTest extends UserStoreBehaviour {
    PlainUserStoreTest() {
        super(Databases.fresh());
    }
}
