package dev.partyline.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.partyline.http.openapi.OpenApi;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;

/** A client of one project, with its credentials. Immutable. */
record ProjectClient(String url, String project, String authorization) {
    private static final String USERS = "/projects/{projectId}/users/";

    ProjectClient(String url, TestProject project) {
        this(url, project.id(), basic(project.id(), project.secret()));
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    /** The same client with the project's id in the path as given here. */
    ProjectClient at(String projectInPath) {
        return new ProjectClient(url, projectInPath, authorization);
    }

    /** The same client with other credentials. */
    ProjectClient as(String otherAuthorization) {
        return new ProjectClient(url, project, otherAuthorization);
    }

    Reply create(NewUser user) throws Exception {
        return create(user, Encoding.JSON);
    }

    Reply create(NewUser user, Encoding encoding) throws Exception {
        Reply reply = post(encoding.contentType(), encoding.write(user));
        if (reply.status() == 200) {
            OpenApi.served()
                    .assertRequest("POST", USERS, encoding.contentType(), Reply.parse(Encoding.JSON.write(user)));
        }
        return reply;
    }

    Reply post(String contentType, String body) throws Exception {
        return post("/users/", contentType, body.getBytes(UTF_8)).described("POST", USERS);
    }

    Reply post(String path, String contentType, byte[] body) throws Exception {
        return Reply.to(request("POST", path)
                .header("Content-Type", contentType)
                .method("POST", BodyPublishers.ofByteArray(body)));
    }

    /** The users that a query finds; empty, or with its question mark. */
    Reply list(String query) throws Exception {
        return Reply.to(request("GET", "/users/" + query)).described("GET", USERS);
    }

    Reply delete(String user) throws Exception {
        return Reply.to(request("DELETE", "/users/" + user)).described("DELETE", USERS + "{userId}");
    }

    HttpRequest.Builder request(String method, String path) {
        return Reply.request(method, url + "/projects/" + project + path).header("Authorization", authorization);
    }
}
