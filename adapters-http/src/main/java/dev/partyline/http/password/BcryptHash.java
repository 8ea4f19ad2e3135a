package dev.partyline.http.password;

import dev.partyline.domain.value.Password;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * A hash of bcrypt. It is of the first 72 bytes of a password, as it is wherever it comes from. Immutable; shows
 * nothing of itself.
 */
final class BcryptHash implements KnownHash {
    /** At a cost of 4 to 14. A last character of the salt or of the hash with bits that do not count is none. */
    private static final Pattern FORM = Pattern.compile(
            "\\$2[aby]\\$(?:0[4-9]|1[0-4])\\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]");

    private final String encoded;

    private BcryptHash(String encoded) {
        this.encoded = encoded;
    }

    /** The hash that the text is, if its cost is bearable. */
    static Optional<BcryptHash> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new BcryptHash(text)) : Optional.empty();
    }

    @Override
    public boolean isOf(Password password) {
        return PasswordBytes.lend(password, bytes -> OpenBSDBCrypt.checkPassword(encoded, bytes));
    }
}
