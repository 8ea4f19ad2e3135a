package com.example.plain;

import dev.partyline.domain.answer.Outcome;
import dev.partyline.domain.answer.SharedUserRefusal;
import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.request.NewSharedUser;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.SharedUser;
import dev.partyline.domain.value.Line;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.UserRegistry;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.Tenants;
import io.vavr.control.Either;
import java.util.List;

public final class Start {
    static final Project PROJECT = Project.of(
                    ProjectId.of("4f9d1c1e-6a53-4c39-9a53-0d8f6a1f2b77").get())
            .withMaxSharedUsers(2);
    static final PoolLine LINE = PoolLine.unlimited(Line.of("+14155550900").get());

    public static void main(String[] arguments) {
        InMemoryPhonePool pool = InMemoryPhonePool.of(List.of(LINE));
        UserRegistry registry = UserRegistry.of(InMemoryUserStore.withLines(pool), Tenants.of(PROJECT));
        for (String phone : List.of("+447700900123", "+4407700900123", "+14155550132", "+14155550133")) {
            System.out.println(phone + ": " + create(registry, phone));
        }
    }

    static String create(UserRegistry registry, String phone) {
        Either<SharedUserRefusal, Outcome<SharedUser>> answer =
                NewSharedUser.of(PROJECT, phone, GivenProfile.NONE).flatMap(registry::create);
        return answer.fold(
                refusal -> "refused, " + refusal.code(),
                outcome -> outcome.getClass().getSimpleName() + " "
                        + outcome.user().id());
    }
}
