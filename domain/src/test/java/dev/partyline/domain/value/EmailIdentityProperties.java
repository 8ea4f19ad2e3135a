package dev.partyline.domain.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** Which spellings are one address. They need not be accepted: what a store kept has an identity too. */
class EmailIdentityProperties {
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    /** Letters that fold in every way that there is, marks that compose, and what quotes and escapes are made of. */
    private static final List<String> PIECES = List.of(
            "a",
            "A",
            "k",
            "\u212a",
            "i",
            "I",
            "\u0131",
            "\u0130",
            "s",
            "ss",
            "\u00df",
            "\u1e9e",
            "\u017f",
            "\u03c3",
            "\u03a3",
            "\u03c2",
            "\u00e9",
            "\u00c9",
            "e",
            "\u0301",
            "\u0307",
            "\u0338",
            "\u0345",
            "\u0359",
            "\u01f0",
            "\u1fb3",
            "\u037e",
            "\u1fef",
            "\ufb03",
            "\u13a0",
            "\uab70",
            "\ud801\udc00",
            "<",
            "=",
            "1",
            "-",
            ".",
            "\\",
            "\"",
            " ",
            "@",
            ";",
            "\u200d",
            "\u00ad",
            "\u05d0",
            "\uff21",
            "\u3002",
            "\ud83d\ude00",
            "\ud83d");

    @Provide
    Arbitrary<String> locals() {
        Arbitrary<String> plain = Arbitraries.of(PIECES).list().ofMaxSize(6).map(pieces -> String.join("", pieces));
        return Arbitraries.oneOf(plain, plain.map(text -> "\"" + text + "\""));
    }

    @Provide
    Arbitrary<String> domains() {
        Arbitrary<String> label = Arbitraries.oneOf(
                Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(4).map(pieces -> String.join("", pieces)),
                Arbitraries.of(
                        "example",
                        "stra\u00dfe",
                        "strasse",
                        "xn--strae-oqa",
                        "b\u00fccher",
                        "BU\u0308CHER",
                        "XN--Bcher-KVA",
                        "xn--a",
                        "xn--\u00fc",
                        "\u4f8b\u3048",
                        "a".repeat(60) + "\u00df"));
        return Combinators.combine(label, label, Arbitraries.of("de", "COM", "\u0440\u0444", "", "[::1]"))
                .as((one, other, top) -> one + "." + other + "." + top)
                .map(domain -> domain.replace("@", ""));
    }

    @Provide
    Arbitrary<String> addresses() {
        return Combinators.combine(locals(), domains()).as((local, domain) -> local + "@" + domain);
    }

    @Example
    void V6_theseAreOneAddress() {
        List.of(
                        List.of("j\u00fcrgen@example.com", "ju\u0308rgen@example.com", "J\u00dcRGEN@EXAMPLE.COM"),
                        List.of("ada@stra\u00dfe.de", "ada@xn--strae-oqa.de", "ADA@STRA\u1e9eE.DE"),
                        List.of("gro\u00df@a.de", "GROSS@a.de", "gro\u1e9e@a.de", "gro\u017fs@a.de"),
                        List.of("\u03c3@a.gr", "\u03a3@a.gr", "\u03c2@a.gr"),
                        List.of(
                                "ada@example.com",
                                "\"ada\"@example.com",
                                "\"a\\da\"@example.com",
                                "\"ADA\"@Example.com"),
                        List.of("a.b@a.de", "\"a.b\"@a.de", "\"a\\.b\"@a.de"),
                        List.of("\u00e9@a.de", "\"\u00e9\"@a.de", "\"e\\\u0301\"@a.de"),
                        List.of("\u212aim@a.de", "kim@a.de", "KIM@a.de"),
                        List.of("a@[IPv6:2001:DB8::1]", "A@[ipv6:2001:db8::1]"))
                .forEach(spellings -> assertThat(spellings.stream()
                                .map(EmailIdentityProperties::identity)
                                .distinct())
                        .as("%s", spellings)
                        .hasSize(1));
    }

    @Example
    void V6_theseAreDifferentAddresses() {
        List.of(
                        List.of("m\u0131ke@a.de", "M\u0130KE@a.de", "mike@a.de"),
                        List.of("ada@stra\u00dfe.de", "ada@strasse.de"),
                        List.of("a@\u03c3.gr", "a@\u03c2.gr"),
                        List.of("a b@a.de", "\"a b\"@a.de", "\"a\\ b\"@a.de"),
                        List.of(".a@a.de", "\".a\"@a.de"),
                        List.of("a..b@a.de", "\"a..b\"@a.de"),
                        List.of("a.@a.de", "\"a.\"@a.de"),
                        List.of("@a.de", "\"\"@a.de", "\"@a.de"),
                        List.of("a;b@a.de", "\"a;b\"@a.de"),
                        List.of("a\u007fb@a.de", "\"a\u007fb\"@a.de"),
                        List.of("ada@a.de", "\"ada\\\"@a.de"))
                .forEach(spellings -> assertThat(spellings.stream()
                                .map(EmailIdentityProperties::identity)
                                .distinct())
                        .as("%s", spellings)
                        .hasSameSizeAs(spellings));
    }

    @Example
    void V6_theDomainIsInTheAsciiFormOfIdna2008() {
        assertThat(identity("Ada@Stra\u00dfe.DE")).isEqualTo("ada@xn--strae-oqa.de");
        assertThat(identity("ada@\u4f8b\u3048\u3002jp")).isEqualTo("ada@xn--r8jz45g.jp");
        assertThat(identity("ada@xn--strae-oqa.de")).isEqualTo("ada@xn--strae-oqa.de");
    }

    @Property(tries = 20_000)
    void V6_anIdentitySpelledAsAnAddressHasItselfAsIdentity(@ForAll("addresses") String address) {
        String identity = identity(address);

        assertThat(identity(identity)).isEqualTo(identity);
    }

    @Tag("thorough")
    @Example
    void V6_thatHoldsForEveryCodePointWhereverItIs() {
        IntStream.rangeClosed(Character.MIN_CODE_POINT, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .forEach(c -> {
                    for (String address : List.of("\"" + c + "\u0301\"@a", "a@b" + c + ".de")) {
                        String identity = identity(address);
                        if (!identity(identity).equals(identity)) {
                            throw new AssertionError("U+" + Integer.toHexString(c.codePointAt(0)) + " in " + address);
                        }
                    }
                });
    }

    /** Without quotes, of which the examples say what they mean. */
    @Property(tries = 20_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void V6_twoAreTheSameExactlyIfTheyAreEqualAfterNfcFoldingAndUts46(
            @ForAll("addresses") String one, @ForAll("addresses") String other) {
        String respelled = one.toUpperCase(Locale.ROOT);
        for (String second : List.of(other, respelled, Normalizer.normalize(one, Normalizer.Form.NFD))) {
            if (one.startsWith("\"") || second.startsWith("\"")) {
                continue;
            }
            boolean same = canonical(one).equals(canonical(second));
            assertThat(identity(one).equals(identity(second)))
                    .as("%s %s", one, second)
                    .isEqualTo(same);
            Statistics.label("same")
                    .collect(same)
                    .coverage(c -> c.check(true).percentage(share -> share > 10 && share < 90));
        }
    }

    /** So ASCII needs no ICU: it has no other form. */
    @Property(tries = 20_000)
    void V6_anAsciiDomainHasNoOtherAsciiForm(@ForAll("domains") String domain) {
        asciiForm(domain).ifPresent(ascii -> {
            assertThat(ascii).matches("[a-z0-9.-]*");
            assertThat(asciiForm(ascii)).contains(ascii);
            assertThat(asciiForm(ascii.toUpperCase(Locale.ROOT))).contains(ascii);
            assertThat(identity("a@" + domain)).isEqualTo("a@" + ascii);
        });
    }

    @Property
    void V6_quotesAroundALocalPartThatNeedsNoneChangeNothing(
            @ForAll("atoms") String local, @ForAll("domains") String domain) {
        String escaped = local.codePoints()
                .collect(StringBuilder::new, (text, c) -> text.append('\\').appendCodePoint(c), StringBuilder::append)
                .toString();

        assertThat(identity("\"" + local + "\"@" + domain)).isEqualTo(identity(local + "@" + domain));
        assertThat(identity("\"" + escaped + "\"@" + domain)).isEqualTo(identity(local + "@" + domain));
    }

    @Provide
    Arbitrary<String> atoms() {
        return Arbitraries.strings()
                .withChars("aZ09!#$%&'*+-/=?^_`{|}~\u00df\u0130\u00e9\u03c2\u0301")
                .ofMinLength(1)
                .ofMaxLength(6)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(atoms -> String.join(".", atoms));
    }

    @Example
    void V6_aDomainThatUts46CannotProcessIsFolded() {
        assertThat(identity("Ada@\u00fc-.Example")).isEqualTo("ada@\u00fc-.example");
        assertThat(identity("Ada@xn--\u00fc.Example")).isEqualTo("ada@xn--\u00fc.example");
        assertThat(identity("ADA")).isEqualTo("ada");
    }

    /** What a store kept is not checked again, so its length is not either. */
    @Example
    void V7_theIdentityOfAMillionCharactersTakesLinearTime() {
        for (String piece : List.of("\u0130", "\u00fc.", "\u00ad", "\\\"", "a", "\ud83d\ude00")) {
            String text = piece.repeat(1_000_000);
            String identity = identity("\"" + text + "\"@" + text);

            assertThat(identity(identity)).isEqualTo(identity);
        }
    }

    private static String canonical(String address) {
        int at = address.lastIndexOf('@');
        String domain = address.substring(at + 1);
        return folded(address.substring(0, at)) + "@"
                + asciiForm(domain).or(() -> asciiForm(folded(domain))).orElse(folded(domain));
    }

    private static String folded(String text) {
        return NFC.normalize(UCharacter.foldCase(NFC.normalize(text), true));
    }

    private static Optional<String> asciiForm(String domain) {
        IDNA.Info info = new IDNA.Info();
        String ascii = UTS46.nameToASCII(domain, new StringBuilder(), info).toString();
        return info.hasErrors() ? Optional.empty() : Optional.of(ascii);
    }

    private static String identity(String spelling) {
        return EmailAddress.restored(spelling).identity();
    }
}
