package dev.partyline.inmemory.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.partyline.domain.value.Password;
import dev.partyline.domain.value.PasswordHash;
import dev.partyline.ports.driven.PasswordHasher;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A hasher as plain as can be, sound but for its fault. */
public final class PlainHasher implements PasswordHasher {

    /** What is wrong with a hasher. */
    enum Fault {
        NONE,
        EVERY_PASSWORD_IS_RIGHT,
        PASSWORDS_ARE_CUT_AT_72_BYTES,
        NOTHING_IS_SALTED,
        THE_PASSWORD_IS_KEPT_BESIDE_ITS_HASH,
        THE_PASSWORD_IS_WIPED,
        ONLY_ONE_THREAD_IS_SERVED,
        ITS_OWN_HASHES_ARE_UNKNOWN,
        EVERY_TEXT_IS_KNOWN,
        A_TEXT_WITH_A_HASH_IN_IT_IS_KNOWN,
        EVERY_COST_IS_BORNE
    }

    private static final Pattern HASH = Pattern.compile("([0-9]{1,18})#[0-9a-f]{64}");

    private final Fault fault;
    private final AtomicLong salts = new AtomicLong();
    private final AtomicReference<@Nullable Thread> served = new AtomicReference<>();

    /** Without a fault. */
    public PlainHasher() {
        this(Fault.NONE);
    }

    PlainHasher(Fault fault) {
        this.fault = fault;
    }

    private boolean is(Fault planted) {
        return fault == planted;
    }

    @Override
    public PasswordHash hash(Password password) {
        long salt = is(Fault.NOTHING_IS_SALTED) ? 1 : salts.incrementAndGet();
        PasswordHash hash = salted(salt, password);
        if (is(Fault.THE_PASSWORD_IS_WIPED)) {
            password.wipe();
        }
        return is(Fault.THE_PASSWORD_IS_KEPT_BESIDE_ITS_HASH)
                ? new PasswordHash(hash.encoded() + String.valueOf(password.characters()))
                : hash;
    }

    @Override
    public boolean verify(Password password, PasswordHash hash) {
        long salt = Long.parseLong(hash.encoded().substring(0, hash.encoded().indexOf('#')));
        return is(Fault.EVERY_PASSWORD_IS_RIGHT) || hash.equals(salted(salt, password));
    }

    @Override
    public boolean knows(PasswordHash hash) {
        return switch (fault) {
            case ITS_OWN_HASHES_ARE_UNKNOWN -> false;
            case EVERY_TEXT_IS_KNOWN -> true;
            case A_TEXT_WITH_A_HASH_IN_IT_IS_KNOWN ->
                HASH.matcher(hash.encoded()).find();
            case EVERY_COST_IS_BORNE ->
                hash.encoded().startsWith("$argon2id$")
                        || HASH.matcher(hash.encoded()).matches();
            default -> HASH.matcher(hash.encoded()).matches();
        };
    }

    /** The hash of the password with this salt. */
    public PasswordHash salted(long salt, Password password) {
        return new PasswordHash(salt + "#" + digest(salt, password));
    }

    private String digest(long salt, Password password) {
        if (is(Fault.ONLY_ONE_THREAD_IS_SERVED)
                && !served.compareAndSet(null, Thread.currentThread())
                && served.get() != Thread.currentThread()) {
            return "0".repeat(64);
        }
        byte[] bytes = String.valueOf(password.characters()).getBytes(UTF_8);
        int length = is(Fault.PASSWORDS_ARE_CUT_AT_72_BYTES) ? Math.min(bytes.length, 72) : bytes.length;
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(Long.toString(salt).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(Arrays.copyOf(bytes, length)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new AssertionError(everyPlatformHasIt);
        }
    }
}
