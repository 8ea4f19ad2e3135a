package dev.partyline.ports;

import dev.partyline.domain.rule.IdempotencyClaim;
import dev.partyline.domain.rule.Question;
import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.ports.driven.AllocatingUserStore;
import dev.partyline.ports.driven.AllocatingUserStore.Admitted;
import dev.partyline.ports.driven.AllocatingUserStore.LookedOrAdmitted;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.Commit;
import java.util.Optional;
import java.util.function.Supplier;

/** Lines in the same place as the users: one step for both. */
final class AllocatedLines implements LinePlacement {
    private final AllocatingUserStore store;

    AllocatedLines(AllocatingUserStore store) {
        this.store = store;
    }

    @Override
    public LookedOrAdmitted lookOrAdmit(Question question, Supplier<Optional<SharedAdmission>> ifNew) {
        Offer offer = new Offer(ifNew);
        return Settlement.of(
                () -> store.lookOrAdmit(question, offer),
                () -> offer.taken.flatMap(admission -> store.settle(admission)
                        .map(line ->
                                new LookedOrAdmitted.Made(admission.candidate().on(line)))));
    }

    /** What the store was offered; where it asked for nothing, it has admitted nobody. */
    private static final class Offer implements Supplier<Optional<SharedAdmission>> {
        private final Supplier<Optional<SharedAdmission>> offered;
        private Optional<SharedAdmission> taken = Optional.empty();

        Offer(Supplier<Optional<SharedAdmission>> offered) {
            this.offered = offered;
        }

        @Override
        public Optional<SharedAdmission> get() {
            taken = offered.get();
            return taken;
        }
    }

    @Override
    public Admitted admit(SharedAdmission admission, Optional<IdempotencyClaim> claim) {
        return Settlement.of(
                () -> store.admit(admission, claim),
                () -> store.settle(admission)
                        .map(line -> new Admitted.Done(admission.candidate().on(line))));
    }

    @Override
    public Commit deactivate(SharedUser user, Change.Deactivate change) {
        return Settlement.commit(store, change);
    }

    @Override
    public boolean hasLineFor(PhoneNumber phone) {
        return store.hasLineFor(phone);
    }

    @Override
    public int sweep() {
        return 0;
    }
}
