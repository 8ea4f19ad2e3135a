package org.example.host;

import dev.partyline.domain.user.ChangeId;
import dev.partyline.domain.user.User;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import dev.partyline.ports.driven.UserStore;
import java.time.Instant;
import java.util.Optional;

final class CommitsItself {
    private CommitsItself() {}

    static Commit deactivate(UserStore store, ChangeId change, User user, Instant now) {
        return store.commit(new Change.Deactivate(change, user, now, Optional.empty()));
    }
}
