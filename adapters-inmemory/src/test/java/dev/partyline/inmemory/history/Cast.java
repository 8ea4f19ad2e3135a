package dev.partyline.inmemory.history;

import dev.partyline.domain.request.GivenProfile;
import dev.partyline.domain.tenant.Project;
import dev.partyline.domain.tenant.ProjectId;
import dev.partyline.domain.tenant.Recreation;
import dev.partyline.domain.tenant.SharedIdentity;
import dev.partyline.domain.value.EmailRule;
import dev.partyline.domain.value.Line;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.PhoneRule;
import dev.partyline.domain.value.ValueRules;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The few tenants, phones, emails, names and lines of all histories: so few that they collide all the time. */
final class Cast {
    /** The last one is known to nobody (T3). */
    static final List<ProjectId> PROJECTS = List.of(project(1), project(2), project(3), project(4));

    static final ProjectId UNKNOWN = PROJECTS.get(3);

    /** As they are when a history begins: as published; of the earlier edition; reviving, with a limit. */
    static final List<Project> AT_FIRST = List.of(
            Project.of(PROJECTS.get(0)),
            Project.of(PROJECTS.get(1))
                    .withSharedIdentity(SharedIdentity.PHONE_OR_EMAIL)
                    .withMaxSharedUsers(3),
            Project.of(PROJECTS.get(2)).withRecreation(Recreation.REVIVE).withMaxSharedUsers(2));

    /** Two of them are one number in two spellings (V2). */
    static final List<Phone> PHONES = List.of(
            new Phone("+14155550132", "+14155550132", PhoneRule.VALID),
            new Phone("+447400123456", "+447400123456", PhoneRule.VALID),
            new Phone("+4407400123456", "+447400123456", PhoneRule.VALID),
            new Phone("+15551234567", "+15551234567", PhoneRule.POSSIBLE),
            new Phone("+1234567", "+1234567", PhoneRule.E164));

    /**
     * Nothing given, and then: two of them are one address in two spellings (V6), and one is of no known domain (V5).
     */
    static final List<Email> EMAILS = List.of(
            new Email(null, EmailRule.STRICT),
            new Email("ada@example.com", EmailRule.STRICT),
            new Email("ADA@Example.com", EmailRule.STRICT),
            new Email("bob@example.com", EmailRule.STRICT),
            new Email("eve@home.local", EmailRule.PUBLISHED));

    /** Null for a name that is not given. */
    static final List<@Nullable String> NAMES = Arrays.asList(null, "Ada", "Grace", "");

    /** The pool has all but the last one when a history begins. Which project owns which is a matter of its own. */
    static final List<Line> LINES =
            List.of(line("+12025550100"), line("+12025550101"), line("+12025550102"), line("+12025550103"));

    static final int POOL_LINES = LINES.size() - 1;

    static final List<ValueRules> VALUE_RULES = List.of(
            ValueRules.PUBLISHED,
            new ValueRules(PhoneRule.POSSIBLE, EmailRule.PUBLISHED),
            new ValueRules(PhoneRule.VALID, EmailRule.STRICT));

    private Cast() {}

    /** One of as many phones as are needed. */
    static Phone phone(int number) {
        String e164 = "+1415555%04d".formatted(number);
        return new Phone(e164, e164, PhoneRule.POSSIBLE);
    }

    /**
     * A phone number.
     *
     * @param number what the library takes it for
     * @param canonical what it is reduced to (V2)
     * @param strictest the strictest rule that accepts it (V3)
     */
    record Phone(String given, PhoneNumber number, String canonical, PhoneRule strictest) {
        Phone(String given, String canonical, PhoneRule strictest) {
            this(given, PhoneNumber.of(given).get(), canonical, strictest);
        }
    }

    /**
     * An email address, or none.
     *
     * @param strictest the strictest rule that accepts it (V5)
     */
    record Email(@Nullable String given, EmailRule strictest) {}

    /** The names and the email of a request, by their places in the lists here. */
    record Given(int first, int last, int mail) {
        static final Given NOTHING = new Given(0, 0, 0);

        @Nullable
        String firstName() {
            return NAMES.get(first);
        }

        @Nullable
        String lastName() {
            return NAMES.get(last);
        }

        Email email() {
            return EMAILS.get(mail);
        }

        GivenProfile profile() {
            return new GivenProfile(firstName(), lastName(), email().given());
        }
    }

    private static ProjectId project(int number) {
        return ProjectId.of("00000000-0000-4000-8000-%012d".formatted(number)).get();
    }

    private static Line line(String number) {
        return Line.of(number).get();
    }
}
