package dev.partyline.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Name;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.jspecify.annotations.Nullable;

@Domain(DomainArbitraries.class)
class ProfileProperties {

    @Property
    void S3_suppliedReplacesAndOmittedStays(@ForAll Profile standing, @ForAll Profile supplied) {
        Profile merged = standing.replacedBy(supplied);

        assertThat(merged.firstName()).isEqualTo(supplied.firstName().or(standing::firstName));
        assertThat(merged.lastName()).isEqualTo(supplied.lastName().or(standing::lastName));
        assertThat(merged.email()).isEqualTo(supplied.email().or(standing::email));
    }

    @Property
    void S3_supplyingNothingOrTheSameChangesNothing(@ForAll Profile standing, @ForAll Profile supplied) {
        Profile merged = standing.replacedBy(supplied);

        assertThat(standing.replacedBy(Profile.EMPTY)).isEqualTo(standing);
        assertThat(standing.replacedBy(standing)).isEqualTo(standing);
        assertThat(merged.replacedBy(supplied)).isEqualTo(merged);
    }

    @Property
    void theDifferencesAreTheFieldsThatDiffer(@ForAll Profile one, @ForAll Profile other) {
        Set<Field> expected = EnumSet.noneOf(Field.class);
        if (!one.firstName().equals(other.firstName())) {
            expected.add(Field.FIRST_NAME);
        }
        if (!one.lastName().equals(other.lastName())) {
            expected.add(Field.LAST_NAME);
        }
        if (!one.email().equals(other.email())) {
            expected.add(Field.EMAIL);
        }

        assertThat(one.differencesFrom(other)).isEqualTo(expected);
        assertThat(other.differencesFrom(one)).isEqualTo(expected);
        assertThat(one.equals(other)).isEqualTo(expected.isEmpty());
    }

    @Property
    void oneFieldAloneMakesAnotherProfile(@ForAll Profile profile, @ForAll Name name, @ForAll EmailAddress email) {
        Profile otherFirst = Profile.of(name, orNull(profile.lastName()), orNull(profile.email()));
        Profile otherLast = Profile.of(orNull(profile.firstName()), name, orNull(profile.email()));
        Profile otherEmail = Profile.of(orNull(profile.firstName()), orNull(profile.lastName()), email);

        assertThat(profile.equals(otherFirst)).isEqualTo(profile.firstName().equals(Optional.of(name)));
        assertThat(profile.equals(otherLast)).isEqualTo(profile.lastName().equals(Optional.of(name)));
        assertThat(profile.equals(otherEmail)).isEqualTo(profile.email().equals(Optional.of(email)));
    }

    @Property
    void equalProfilesHashAlike(@ForAll Profile profile) {
        Profile same = Profile.of(orNull(profile.firstName()), orNull(profile.lastName()), orNull(profile.email()));

        assertThat(same).isEqualTo(profile).hasSameHashCodeAs(profile);
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
