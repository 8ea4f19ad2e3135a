package dev.partyline.domain.internal;

import com.ibm.icu.text.IDNA;
import java.util.Optional;

/** The ASCII form of a domain: IDNA 2008 as UTS #46 processes it, non-transitional (V6). */
final class AsciiDomain {
    /** No domain is longer. Within this bound, the cost of Punycode, quadratic in a label, does not matter (V7). */
    private static final int MAX_LENGTH = 254;

    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    private AsciiDomain() {}

    /** The ASCII form, or none if UTS #46 has an error for the domain. */
    static Optional<String> of(String domain) {
        if (!Text.isAtMost(MAX_LENGTH, domain)) {
            return Optional.empty();
        }
        IDNA.Info info = new IDNA.Info();
        String ascii = UTS46.nameToASCII(domain, new StringBuilder(), info).toString();
        return info.hasErrors() ? Optional.empty() : Optional.of(ascii);
    }
}
