package dev.partyline.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class DeactivatedUserProperties {

    @Property(tries = 20)
    void X1_anErasedUserKeepsItsIdItsKindItsTenantAndItsTimes(
            @ForAll User user, @ForAll Instant then, @ForAll Instant now) {
        DeactivatedUser deactivated = new DeactivatedUser(user, then);

        assertThat(deactivated.version()).isEqualTo(user.version() + 1);
        assertThat(deactivated.erased(now))
                .isEqualTo(new ErasedUser(
                        user.tenant(), user.id(), user.kind(), user.version() + 2, user.createdAt(), then, now));
    }
}
