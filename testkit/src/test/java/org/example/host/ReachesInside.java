package org.example.host;

import dev.partyline.domain.internal.CanonicalPhone;

final class ReachesInside {
    private ReachesInside() {}

    static String name() {
        return CanonicalPhone.class.getName();
    }
}
