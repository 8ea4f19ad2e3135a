package dev.partyline.domain.planted;

import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.PhoneNumber;
import dev.partyline.domain.value.Region;
import dev.partyline.domain.value.WrittenPhone;
import io.vavr.control.Validation;

public final class ReadsWrittenNumbers {
    private ReadsWrittenNumbers() {}

    public static Validation<Fault, PhoneNumber> phone(String text, Region region) {
        return WrittenPhone.of(text, region).map(WrittenPhone::number);
    }
}
