package dev.partyline.http;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A started host that has an operator. */
record OperatedHost(StartedHost host) implements AutoCloseable {

    /** A host of these projects with users in this store, whose shared users get lines of this pool. */
    static OperatedHost over(String store, List<TestProject> projects, List<?> pool) throws Exception {
        ObjectNode configuration =
                (ObjectNode) JsonMapper.shared().readTree(StartedHost.configuration(projects, pool.toArray()));
        configuration.putObject("operator").put("token", OperatorClient.TOKEN);
        Path file = StartedHost.configurationFile(configuration.toString());
        try {
            return new OperatedHost(StartedHost.with("--config", file.toString(), "--store", store));
        } finally {
            Files.delete(file);
        }
    }

    /** A line of the pool in this state. */
    static Map<String, Object> line(String number, String state) {
        return Map.of("number", number, "state", state);
    }

    OperatorClient operator() {
        return new OperatorClient(host.url());
    }

    ProjectClient client(TestProject project) {
        return host.client(project);
    }

    @Override
    public void close() {
        host.close();
    }
}
