package dev.partyline.domain.planted;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.javalin.Javalin;

public final class KnowsAFramework {
    private KnowsAFramework() {}

    public static Javalin server() {
        return Javalin.create();
    }

    public static PhoneNumberUtil outsideOfInternal() {
        return PhoneNumberUtil.getInstance();
    }
}
