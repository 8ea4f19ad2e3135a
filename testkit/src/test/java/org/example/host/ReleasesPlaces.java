package org.example.host;

import dev.partyline.domain.user.SharedUser;
import dev.partyline.ports.driven.PhonePool;

final class ReleasesPlaces {
    private ReleasesPlaces() {}

    static void release(PhonePool pool, SharedUser user) {
        pool.release(user.placedBy());
    }
}
