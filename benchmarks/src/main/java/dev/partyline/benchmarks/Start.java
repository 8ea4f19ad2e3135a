package dev.partyline.benchmarks;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.partyline.domain.value.PhoneNumber;
import io.vavr.control.Validation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** How long it takes from the start of a JVM. */
final class Start {
    private static final int TIMES = 7;

    private Start() {}

    static List<Row> measure() throws IOException {
        String classPath = ChildProcess.classPath(
                PhoneNumber.class, Validation.class, PhoneNumberUtil.class, FirstPhoneNumber.class);
        return List.of(
                Row.alone(
                        "first PhoneNumber, from the start of the JVM",
                        "ms",
                        milliseconds("-cp", classPath, FirstPhoneNumber.class.getName()),
                        Goal.atMost(150, "at most 150 ms")),
                Row.alone(
                        "the host is ready",
                        "ms",
                        milliseconds("-jar", Http.JAR.toString(), "--port", "0"),
                        Goal.atMost(1_200, "at most 1.2 s")));
    }

    /** From the start of the process to its first line: the median of several times. */
    private static double milliseconds(String... arguments) throws IOException {
        double[] times = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            try (ChildProcess child = ChildProcess.java(arguments)) {
                child.line();
                times[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(times);
        return times[TIMES / 2];
    }

    /** The program that makes one number and says so. */
    static final class FirstPhoneNumber {
        private FirstPhoneNumber() {}

        public static void main(String[] arguments) {
            System.out.println(PhoneNumber.of("+14155550132").isValid());
        }
    }
}
