package org.example.host;

import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UserStore;
import java.util.function.Function;

final class AdmitsByReference {
    private AdmitsByReference() {}

    static Function<Change.AdmitOnALine, Commit> of(UserStore store) {
        return store::commit;
    }
}
