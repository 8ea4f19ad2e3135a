package dev.partyline.inmemory.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.user.UserKind;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.Listing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** What holds after every step of every history, told from what the registry shows and from nothing else. */
@PropertyDefaults(tries = 150, edgeCases = EdgeCasesMode.NONE)
class InvariantProperties {

    @Property
    void T1_everyUserLivesInOneTenant(@ForAll("scripts") Script script) {
        Walk.each(script, (world, step) -> {
            assertThat(step.after()).extracting(ModelledUser::id).doesNotHaveDuplicates();
            for (ProjectId project : Cast.PROJECTS) {
                assertThat(world.list(Listing.of(project, 3)))
                        .extracting(ModelledUser::project)
                        .allMatch(project::equals);
            }
        });
    }

    @Property
    void S2_aPhoneHasOneActiveSharedUserInAProject(@ForAll("scripts") Script script) {
        Walk.each(
                script,
                (world, step) -> assertUnique(
                        step.active(UserKind.SHARED).map(person -> List.of(person.project(), person.phone()))));
    }

    @Property
    void S7_anEmailThatIsAKeyHasOneActiveUserInAProject(@ForAll("scripts") Script script) {
        Walk.each(
                script,
                (world, step) -> assertUnique(step.active(UserKind.SHARED)
                        .flatMap(person -> person.emailKey().map(email -> List.of(person.project(), email)).stream())));
    }

    @Property
    void D2_aPhoneAndALineHaveOneActiveDedicatedUserInAProject(@ForAll("scripts") Script script) {
        Walk.each(
                script,
                (world, step) -> assertUnique(step.active(UserKind.DEDICATED)
                        .map(person -> List.of(person.project(), person.phone(), person.line()))));
    }

    @Property
    void P2_aPhoneAndALineHaveOneActiveUserOfAll(@ForAll("scripts") Script script) {
        Walk.each(
                script,
                (world, step) -> assertUnique(step.active().map(person -> List.of(person.phone(), person.line()))));
    }

    @Property
    void S4_theLimitIsNeverExceededButByWhoeverWasThereBefore(@ForAll("scripts") Script script) {
        Walk.each(script, (world, step) -> {
            for (ProjectId project : Cast.PROJECTS) {
                long before = step.activeBefore(UserKind.SHARED)
                        .filter(person -> person.project().equals(project))
                        .count();
                long limit = world.project(project)
                        .map(it -> it.maxSharedUsers().orElse(Integer.MAX_VALUE))
                        .orElse(0);
                assertThat(step.active(UserKind.SHARED)
                                .filter(person -> person.project().equals(project))
                                .count())
                        .isLessThanOrEqualTo(Math.max(limit, before));
            }
        });
    }

    /** Whoever is as it was, but for its version, had no effect. */
    @Property
    void L6_everyEffectAddsOneAndNothingElseDoes(@ForAll("scripts") Script script) {
        Walk.each(script, (world, step) -> {
            for (ModelledUser person : step.after()) {
                Optional<ModelledUser> before = step.before().stream()
                        .filter(other -> other.id().equals(person.id()))
                        .findFirst();
                boolean hasNoEffect = before.filter(
                                other -> other.at(person.version()).equals(person))
                        .isPresent();
                long was = before.map(ModelledUser::version).orElse(0L);
                assertThat(person.version()).isEqualTo(hasNoEffect ? was : was + 1);
            }
        });
    }

    @Property
    void P4_noLineHasMoreUsersThanItsCapacity(@ForAll("roomless") Script script) {
        Walk.each(script, (world, step) -> {
            for (int i = 0; i < script.capacities().size(); i++) {
                assertThat(usersOf(Cast.LINES.get(i), step))
                        .isLessThanOrEqualTo(script.capacities().get(i));
            }
        });
    }

    @Property
    void P5_thePoolCountsTheActiveSharedUsersOfALine(@ForAll("scripts") Script script) {
        Walk.each(script, (world, step) -> {
            for (Line line : Cast.LINES) {
                assertThat(world.pool().usersOf(line)).isEqualTo((int) usersOf(line, step));
            }
        });
    }

    @Property
    void R1_everyActiveUserIsFoundByItsPhoneAndLine(@ForAll("scripts") Script script) {
        Walk.each(
                script,
                (world, step) -> assertThat(step.active())
                        .allSatisfy(person -> assertThat(
                                        world.registry().find(phone(person).number(), person.line()))
                                .map(ModelledUser::of)
                                .contains(person)));
    }

    private static long usersOf(Line line, Walk.Step step) {
        return step.active(UserKind.SHARED)
                .filter(person -> person.line().equals(line))
                .count();
    }

    private static Cast.Phone phone(ModelledUser person) {
        return Cast.PHONES.stream()
                .filter(phone -> phone.canonical().equals(person.phone()))
                .findFirst()
                .orElseThrow();
    }

    private static void assertUnique(Stream<?> keys) {
        assertThat(keys.map(Object.class::cast).toList()).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<Script> scripts() {
        return Commands.scripts(Commands.anything());
    }

    @Provide
    Arbitrary<Script> roomless() {
        return Commands.scripts(Commands.mostlyStates());
    }
}
