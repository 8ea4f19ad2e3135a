package com.example.plain;

import dev.partyline.domain.answer.ChangeRefusal;
import dev.partyline.domain.answer.ErasureRefusal;
import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.Refusal;
import dev.partyline.domain.request.Erasure;
import dev.partyline.domain.request.GivenSharedUserPatch;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.request.Setting;
import dev.partyline.domain.request.SharedUserPatch;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.user.AnyUser;
import dev.partyline.domain.user.ErasedUser;
import dev.partyline.domain.user.Key;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.user.User;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.RunName;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.Listing;
import dev.partyline.ports.driven.Page;
import dev.partyline.ports.driven.Span;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/** What becomes of a user once it is created. */
record Life(UserRegistry registry, Project project) {

    Optional<User> find(PhoneNumber phone) {
        return registry.find(project.id(), new Key.SharedPhone(project.id(), phone));
    }

    void eachChanged(Instant from, Instant before, Consumer<AnyUser> copy) {
        Listing changed = Listing.of(project.id(), 100)
                .in(EnumSet.allOf(Listing.State.class))
                .within(Span.OF_CHANGE.from(from).before(before));
        Optional<Listing> next = Optional.of(changed);
        while (next.isPresent()) {
            Page page = registry.list(next.get());
            page.rows().forEach(copy);
            next = page.next().map(changed::from);
        }
    }

    Either<ChangeRefusal, Outcome<SharedUser>> rename(User seen, String firstName) {
        GivenSharedUserPatch given =
                GivenSharedUserPatch.NONE.withFirstName(Setting.to(firstName)).withEmail(Setting.cleared());
        return SharedUserPatch.of(project, seen.id(), given)
                .flatMap(patch -> registry.change(patch.ifVersion(seen.version())));
    }

    void importAll(RunName name, Iterator<NewSharedUser> rows, Consumer<String> report) {
        registry.createAll(Run.named(name), rows)
                .forEachRemaining(verdict -> report.accept(verdict.row() + " "
                        + verdict.answer()
                                .fold(Refusal::code, done -> done.user().id().toString())));
    }

    Either<ErasureRefusal, ErasedUser> forget(User user) {
        registry.deactivate(user.tenant(), user.id());
        return registry.erase(Erasure.of(user.tenant(), user.id()));
    }
}
