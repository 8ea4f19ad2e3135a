package dev.partyline.inmemory.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.partyline.inmemory.contract.PlainStore;
import dev.partyline.ports.UserRegistry;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;

/**
 * Whole histories, in a world and in the {@link HistoryModel} side by side, over both wirings. After every step the
 * answer and all that can be read are compared. Each property looks for the rule that it names; {@link
 * HistoryModelProperties}, for all of them at once.
 */
@Tag("thorough")
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class RegistryHistoryProperties {

    @Property
    void T2_nothingIsFoundThroughAnotherTenant(@ForAll("anything") Script script) {
        prove("T2", script);
    }

    @Property
    void T3_anUnknownTenantAndOneSwitchedOffAreRefused(@ForAll("anything") Script script) {
        prove("T3", script);
    }

    @Property
    void V3_theTenantsOwnRulesAsTheyAreNowHold(@ForAll("obstacles") Script script) {
        prove("V3", script);
    }

    @Property
    void S1_aNewUserHasAllThatWasGiven(@ForAll("shared") Script script) {
        prove("S1", script);
    }

    @Property
    void S2_aPhoneIsOneUser(@ForAll("shared") Script script) {
        prove("S2", script);
    }

    @Property
    void S3_creatingAgainReplacesWhatIsSuppliedOnly(@ForAll("shared") Script script) {
        prove("S3", script);
    }

    @Property
    void S4_oneMoreThanTheLimitIsRefused(@ForAll("limits") Script script) {
        prove("S4", script);
    }

    @Property
    void S5_refusalsComeInOrderAndChangeNothing(@ForAll("obstacles") Script script) {
        prove("S5", script);
    }

    @Property
    void S6_noLineIsARefusal(@ForAll("shared") Script script) {
        prove("S6", script);
    }

    @Property
    void S7_theEarlierEditionReturnsTheUserOfThePhoneOrTheEmail(@ForAll("shared") Script script) {
        prove("S7", script);
    }

    @Property
    void D1_theLineMustBeTheProjectsNow(@ForAll("dedicated") Script script) {
        prove("D1", script);
    }

    @Property
    void D2_aPhoneAndALineAreOneUserThatNothingChanges(@ForAll("dedicated") Script script) {
        prove("D2", script);
    }

    @Property
    void D3_thePhoneOnAnotherLineIsAnotherUser(@ForAll("dedicated") Script script) {
        prove("D3", script);
    }

    @Property
    void D4_neitherTheLimitNorASharedUserStandsInTheWay(@ForAll("dedicated") Script script) {
        prove("D4", script);
    }

    @Property
    void L1_deactivatingFreesEverything(@ForAll("anything") Script script) {
        prove("L1", script);
    }

    @Property
    void L2_deactivatingWhatIsNotActiveIsNotFound(@ForAll("anything") Script script) {
        prove("L2", script);
    }

    @Property
    void L3_creatingAgainAfterThatIsAsTheTenantChose(@ForAll("again") Script script) {
        prove("L3", script);
    }

    @Property
    void L5_listingsAreWholeAndInOrder(@ForAll("anything") Script script) {
        prove("L5", script);
    }

    @Property
    void L6_everyEffectAddsOneToTheVersion(@ForAll("again") Script script) {
        prove("L6", script);
    }

    @Property
    void P1_aLineIsOneOfThePool(@ForAll("anything") Script script) {
        prove("P1", script);
    }

    @Property
    void P2_aLineOfThePhoneIsNotOfferedAgain(@ForAll("shared") Script script) {
        prove("P2", script);
    }

    @Property
    void P3_aLineIsOneOfTheLeastLoaded(@ForAll("anything") Script script) {
        prove("P3", script);
    }

    @Property
    void P4_aLineThatIsFullOrNotOpenTakesNobody(@ForAll("states") Script script) {
        prove("P4", script);
    }

    @Property
    void P5_theUsersOfALineAreTheActiveOnesThatHaveIt(@ForAll("anything") Script script) {
        prove("P5", script);
    }

    @Property
    void R1_aMessageFindsItsUser(@ForAll("anything") Script script) {
        prove("R1", script);
    }

    @Property
    void E5_aDryRunTellsWhatWouldBeDoneAndDoesNothing(@ForAll("anything") Script script) {
        prove("E5", script);
    }

    /** A store of another make, through the same comparison: it is the planted faults that are found, not the store. */
    @Property
    void thePlainStoreIsAsTheModelToo(@ForAll("anything") Script script) {
        History history = History.of(plain(script), script);
        assertThat(history.wrong()).as("%s", history).isEmpty();
    }

    @Property
    void everyPlantedFaultIsFound(@ForAll PlantedBreach fault) {
        Optional<History> found = Commands.scripts().generator(1_000).stream(new Random(1))
                .limit(1_000)
                .map(script -> History.of(fault.world(script.value().capacities()), script.value()))
                .filter(history -> history.wrong()
                        .filter(verdict -> verdict.rule().equals(fault.rule()))
                        .isPresent())
                .findFirst();
        assertThat(found).as("a history that shows it").isPresent();
    }

    private static HistoryWorld plain(Script script) {
        return new HistoryWorld(
                script.capacities(),
                (world, pool) -> UserRegistry.of(new PlainStore(PlainStore.Fault.NONE), pool, world, world.options()));
    }

    /** Nothing that the rule forbids, in histories of which some at least come to where it decides. */
    private static void prove(String rule, Script script) {
        boolean decided = false;
        for (Wiring wiring : Wiring.values()) {
            History history = History.of(wiring.world(script.capacities()), script);
            assertThat(history.wrong().filter(verdict -> verdict.rule().equals(rule)))
                    .as("%s: %s", wiring, history)
                    .isEmpty();
            decided |= history.touches(rule);
        }
        Statistics.label("the rule decides").collect(decided);
        Statistics.label("the rule decides").coverage(seen -> seen.check(true).count(times -> times > 0));
    }

    @Provide
    Arbitrary<Script> anything() {
        return Commands.scripts(Commands.anything());
    }

    @Provide
    Arbitrary<Script> shared() {
        return Commands.scripts(Commands.mostlyShared());
    }

    @Provide
    Arbitrary<Script> dedicated() {
        return Commands.scripts(Commands.mostlyDedicated());
    }

    @Provide
    Arbitrary<Script> states() {
        return Commands.scripts(Commands.mostlyStates());
    }

    @Provide
    Arbitrary<Script> obstacles() {
        return Commands.scripts(Commands.mostlyObstacles());
    }

    @Provide
    Arbitrary<Script> limits() {
        return Commands.scripts(Commands.mostlyLimits());
    }

    @Provide
    Arbitrary<Script> again() {
        return Commands.scripts(Commands.mostlyCreatedAgain());
    }
}
