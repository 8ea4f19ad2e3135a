package org.example.host;

import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UserStore;
import java.util.List;

final class CommitsMany {
    private CommitsMany() {}

    static List<Commit> commit(UserStore store, List<Change> changes) {
        return store.commitAll(changes);
    }
}
