package dev.partyline.domain.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Area codes of North America that serve one and the same area (P7): the first of each stands for all. libphonenumber
 * has no such data. Codes that overlay a part of an area, or several areas, are areas of their own here: 917, 872, 878,
 * 321, 564.
 *
 * <p>Source: the overlays that the North American Numbering Plan Administrator has announced until 2024.
 */
final class Overlays {
    private static final String CALLING_CODE = "1";

    private static final List<String> AREAS = List.of(
            "201 551",
            "202 771",
            "203 475",
            "204 431 584",
            "205 659",
            "208 986",
            "209 350",
            "210 726",
            "212 332 646",
            "213 323 738",
            "214 469 972 945",
            "215 267 445",
            "217 447",
            "223 717",
            "224 847",
            "240 301 227",
            "248 947",
            "256 938",
            "270 364",
            "303 720 983",
            "305 786 645",
            "306 639 474",
            "310 424",
            "315 680",
            "317 463",
            "318 457",
            "330 234",
            "331 630",
            "336 743",
            "339 781",
            "351 978",
            "385 801",
            "402 531",
            "405 572",
            "408 669",
            "410 443 667",
            "415 628",
            "416 647 437 942",
            "419 567",
            "440 436",
            "442 760",
            "450 579 354",
            "470 404 678",
            "484 610 835",
            "503 971",
            "506 428",
            "508 774",
            "510 341",
            "512 737",
            "513 283",
            "514 438 263",
            "516 363",
            "518 838",
            "519 226 548 382",
            "539 918",
            "540 826",
            "541 458",
            "561 728",
            "570 272",
            "571 703",
            "582 814",
            "601 769",
            "602 480 623",
            "608 353",
            "609 640",
            "613 343 753",
            "614 380",
            "615 629",
            "617 857",
            "618 730",
            "619 858",
            "631 934",
            "657 714",
            "681 304",
            "682 817",
            "702 725",
            "704 980",
            "705 249 683",
            "706 762",
            "708 464",
            "709 879",
            "713 281 832 346",
            "715 534",
            "716 624",
            "718 347 929",
            "732 848",
            "740 220",
            "747 818",
            "754 954",
            "757 948",
            "779 815",
            "803 839",
            "804 686",
            "805 820",
            "812 930",
            "813 656",
            "843 854",
            "845 329",
            "850 448",
            "860 959",
            "862 973",
            "864 821",
            "870 327",
            "902 782",
            "903 430",
            "904 324",
            "905 289 365 742",
            "909 840",
            "910 472",
            "916 279",
            "919 984",
            "920 274",
            "937 326",
            "970 748");

    private static final Map<String, String> FIRST = AREAS.stream()
            .map(area -> Arrays.asList(area.split(" ")))
            .flatMap(codes -> codes.stream().map(code -> Map.entry(CALLING_CODE + code, CALLING_CODE + codes.get(0))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Overlays() {}

    /** The area that the calling code and area code are of. */
    static String areaOf(String area) {
        return FIRST.getOrDefault(area, area);
    }
}
