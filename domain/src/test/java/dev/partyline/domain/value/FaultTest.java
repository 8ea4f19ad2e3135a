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
                .isEqualTo(Map.ofEntries(
                        Map.entry(Fault.REQUIRED, "required"),
                        Map.entry(Fault.NOT_E164, "not_e164"),
                        Map.entry(Fault.NOT_POSSIBLE, "not_possible"),
                        Map.entry(Fault.NOT_VALID, "not_valid"),
                        Map.entry(Fault.NOT_AN_EMAIL, "not_an_email"),
                        Map.entry(Fault.TOO_LONG, "too_long"),
                        Map.entry(Fault.TOO_SHORT, "too_short"),
                        Map.entry(Fault.BLANK, "blank"),
                        Map.entry(Fault.MALFORMED_TEXT, "malformed_text"),
                        Map.entry(Fault.TOO_MANY, "too_many"),
                        Map.entry(Fault.TOO_DEEP, "too_deep"),
                        Map.entry(Fault.DUPLICATE, "duplicate"),
                        Map.entry(Fault.NOT_A_UUID, "not_a_uuid"),
                        Map.entry(Fault.NOT_A_PHONE, "not_a_phone"),
                        Map.entry(Fault.HAS_EXTENSION, "has_extension"),
                        Map.entry(Fault.HAS_LETTERS, "has_letters"),
                        Map.entry(Fault.UNKNOWN_REGION, "unknown_region"),
                        Map.entry(Fault.UNKNOWN_HASH, "unknown_hash"),
                        Map.entry(Fault.NOT_WITH_PASSWORD, "not_with_password")));
    }

    @Test
    void V12_theNamesOfFieldsAreThoseOfThePublishedRequests() {
        assertThat(Stream.of(Field.values()).collect(Collectors.toMap(field -> field, Field::published)))
                .isEqualTo(Map.ofEntries(
                        Map.entry(Field.PHONE_NUMBER, "phoneNumber"),
                        Map.entry(Field.ASSIGNED_PHONE_NUMBER, "assignedPhoneNumber"),
                        Map.entry(Field.FIRST_NAME, "firstName"),
                        Map.entry(Field.LAST_NAME, "lastName"),
                        Map.entry(Field.EMAIL, "email"),
                        Map.entry(Field.META, "meta"),
                        Map.entry(Field.PASSWORD, "password"),
                        Map.entry(Field.PASSWORD_HASH, "passwordHash"),
                        Map.entry(Field.EMAIL_VERIFIED, "emailVerified"),
                        Map.entry(Field.ENABLED, "enabled"),
                        Map.entry(Field.NAME, "name"),
                        Map.entry(Field.MSISDN, "msisdn"),
                        Map.entry(Field.IDENTITY, "identity"),
                        Map.entry(Field.METADATA, "metadata"),
                        Map.entry(Field.CUSTOMER_ID, "customerId"),
                        Map.entry(Field.CUSTOMERS, "customers"),
                        Map.entry(Field.IDENTIFIERS, "identifiers"),
                        Map.entry(Field.PROFILE, "profile"),
                        Map.entry(Field.ID, "id"),
                        Map.entry(Field.EXTERNAL_ID, "external_id"),
                        Map.entry(Field.IDEMPOTENCY_KEY, "X-Idempotency-Key")));
    }

    @Test
    void everyFaultHasAMessageForPeople() {
        assertThat(Fault.values())
                .allSatisfy(fault -> assertThat(fault.message()).isNotBlank());
    }
}
