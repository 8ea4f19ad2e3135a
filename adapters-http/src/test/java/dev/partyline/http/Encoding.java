package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** The ways in which the reference document lets a client write a body (seed 000). */
enum Encoding {
    JSON("application/json"),
    FORM("application/x-www-form-urlencoded"),
    MULTIPART("multipart/form-data; boundary=" + Encoding.BOUNDARY);

    private static final String BOUNDARY = "----9051914041544843365972754266";

    private final String contentType;

    Encoding(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    String write(NewUser user) {
        return switch (this) {
            case JSON -> JsonMapper.shared().writeValueAsString(user.members());
            case FORM -> form(user);
            case MULTIPART -> multipart(user);
        };
    }

    private static String form(NewUser user) {
        return user.members().entrySet().stream()
                .map(member -> URLEncoder.encode(member.getKey(), UTF_8) + "="
                        + URLEncoder.encode(Objects.toString(member.getValue()), UTF_8))
                .collect(joining("&"));
    }

    private static String multipart(NewUser user) {
        return user.members().entrySet().stream()
                .map(member -> "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + member.getKey()
                        + "\"\r\n\r\n" + member.getValue() + "\r\n")
                .collect(joining("", "", "--" + BOUNDARY + "--\r\n"));
    }
}
