package dev.partyline.postgres;

/** Where every transaction is serializable. */
class SerializableUserStoreTest extends UserStoreBehaviour {
    SerializableUserStoreTest() {
        super(Databases.serializable());
    }
}
