package dev.partyline.domain.planted;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.netty.bootstrap.ServerBootstrap;

public final class KnowsAFramework {
    private KnowsAFramework() {}

    public static ServerBootstrap server() {
        return new ServerBootstrap();
    }

    public static PhoneNumberUtil outsideOfInternal() {
        return PhoneNumberUtil.getInstance();
    }
}
