package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What programs on the other side of an API compare with: these tables may grow, and no line of them may change. */
class FaultTest {

    @Test
    void V12_theCodesOfFaultsAreStable() {
        assertThat(Stream.of(Fault.values()).collect(Collectors.toMap(fault -> fault, Fault::code)))
                .isEqualTo(Map.of(
                        Fault.REQUIRED, "required",
                        Fault.NOT_E164, "not_e164",
                        Fault.NOT_POSSIBLE, "not_possible",
                        Fault.NOT_VALID, "not_valid",
                        Fault.NOT_AN_EMAIL, "not_an_email",
                        Fault.TOO_LONG, "too_long",
                        Fault.MALFORMED_TEXT, "malformed_text"));
    }

    @Test
    void V12_theNamesOfFieldsAreThoseOfThePublishedRequests() {
        assertThat(Stream.of(Field.values()).collect(Collectors.toMap(field -> field, Field::published)))
                .isEqualTo(Map.of(
                        Field.PHONE_NUMBER, "phoneNumber",
                        Field.ASSIGNED_PHONE_NUMBER, "assignedPhoneNumber",
                        Field.FIRST_NAME, "firstName",
                        Field.LAST_NAME, "lastName",
                        Field.EMAIL, "email"));
    }

    @Test
    void everyFaultHasAMessageForPeople() {
        assertThat(Fault.values())
                .allSatisfy(fault -> assertThat(fault.message()).isNotBlank());
    }
}
