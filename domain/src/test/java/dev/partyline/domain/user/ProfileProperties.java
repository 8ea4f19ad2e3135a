package dev.partyline.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.request.ProfilePatch;
import dev.partyline.domain.value.EmailAddress;
import dev.partyline.domain.value.Field;
import dev.partyline.domain.value.Metadata;
import dev.partyline.domain.value.Name;
import dev.partyline.testkit.arbitrary.DomainArbitraries;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.jspecify.annotations.Nullable;

@Domain(DomainArbitraries.class)
@Domain(DomainContext.Global.class)
class ProfileProperties {

    @Provide
    Arbitrary<Profile> withMeta() {
        return Combinators.combine(
                        DomainArbitraries.profiles(),
                        DomainArbitraries.metadata().optional())
                .as((profile, meta) -> meta.map(given -> with(given, profile)).orElse(profile));
    }

    @Property
    void S3_suppliedReplacesAndOmittedStays(@ForAll Profile standing, @ForAll Metadata meta, @ForAll Profile supplied) {
        Profile withMeta = with(meta, standing);
        Profile merged = merged(withMeta, supplied);

        assertThat(merged.firstName()).isEqualTo(supplied.firstName().or(standing::firstName));
        assertThat(merged.lastName()).isEqualTo(supplied.lastName().or(standing::lastName));
        assertThat(merged.email()).isEqualTo(supplied.email().or(standing::email));
        assertThat(merged.meta()).contains(meta);
    }

    @Property
    void S3_supplyingNothingOrTheSameChangesNothing(@ForAll Profile standing, @ForAll Profile supplied) {
        Profile merged = merged(standing, supplied);

        assertThat(merged(standing, Profile.EMPTY)).isEqualTo(standing);
        assertThat(merged(standing, standing)).isEqualTo(standing);
        assertThat(merged(merged, supplied)).isEqualTo(merged);
    }

    @Property
    void theDifferencesAreTheFieldsThatDiffer(@ForAll("withMeta") Profile one, @ForAll("withMeta") Profile other) {
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
        if (!one.meta().equals(other.meta())) {
            expected.add(Field.META);
        }

        assertThat(one.differencesFrom(other)).isEqualTo(expected);
        assertThat(other.differencesFrom(one)).isEqualTo(expected);
        assertThat(one.equals(other)).isEqualTo(expected.isEmpty());
    }

    @Property
    void oneFieldAloneMakesAnotherProfile(
            @ForAll("withMeta") Profile profile, @ForAll Name name, @ForAll EmailAddress email, @ForAll Metadata meta) {
        Profile otherFirst =
                Profile.of(name, orNull(profile.lastName()), orNull(profile.email()), orNull(profile.meta()));
        Profile otherLast =
                Profile.of(orNull(profile.firstName()), name, orNull(profile.email()), orNull(profile.meta()));
        Profile otherEmail =
                Profile.of(orNull(profile.firstName()), orNull(profile.lastName()), email, orNull(profile.meta()));

        assertThat(profile.equals(otherFirst)).isEqualTo(profile.firstName().equals(Optional.of(name)));
        assertThat(profile.equals(otherLast)).isEqualTo(profile.lastName().equals(Optional.of(name)));
        assertThat(profile.equals(otherEmail)).isEqualTo(profile.email().equals(Optional.of(email)));
        assertThat(profile.equals(with(meta, profile))).isEqualTo(profile.meta().equals(Optional.of(meta)));
    }

    @Property
    void equalProfilesHashAlike(@ForAll("withMeta") Profile profile) {
        Profile same = Profile.of(
                orNull(profile.firstName()),
                orNull(profile.lastName()),
                orNull(profile.email()),
                orNull(profile.meta()));

        assertThat(same).isEqualTo(profile).hasSameHashCodeAs(profile);
    }

    private static Profile with(Metadata meta, Profile profile) {
        return Profile.of(orNull(profile.firstName()), orNull(profile.lastName()), orNull(profile.email()), meta);
    }

    private static Profile merged(Profile standing, Profile supplied) {
        return ProfilePatch.supplying(supplied).appliedTo(standing).get();
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
