package dev.partyline.domain.internal;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.Locale;

/**
 * Text without its case (V6): Unicode's full case folding, C + F of CaseFolding.txt, between two normalizations to NFC.
 * ICU does it, so that the result does not depend on the JDK. ASCII needs no ICU and loads none.
 */
final class CaseFolding {
    private CaseFolding() {}

    /** The folded text. It is its own folded text. */
    static String of(String text) {
        return isAscii(text) ? text.toLowerCase(Locale.ROOT) : Icu.of(text);
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** A class of its own, which is loaded when it is needed. */
    private static final class Icu {
        private static final Normalizer2 NFC = Normalizer2.getNFCInstance();

        static String of(String text) {
            return NFC.normalize(UCharacter.foldCase(NFC.normalize(text), true));
        }
    }
}
