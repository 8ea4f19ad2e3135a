package dev.partyline.http.user;

import dev.partyline.domain.value.Fault;
import dev.partyline.domain.value.RunName;
import dev.partyline.http.api.FieldFault;
import dev.partyline.http.body.BodyReader;
import dev.partyline.http.body.Format;
import dev.partyline.http.exchange.Request;
import dev.partyline.http.exchange.Step;
import dev.partyline.ports.Run;
import dev.partyline.ports.UserRegistry;
import io.vavr.control.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Creates of many users in one request (B1 to B3). What is wrong with its head is told before its body is read. */
final class BulkCreating<S> {
    private static final String RUN = "Partyline-Run";
    private static final String KEY = "X-Idempotency-Key";

    private final UserRegistry registry;
    private final UserApi<S> api;
    private final BodyReader bodies = new BodyReader(Set.of(Format.NDJSON));

    BulkCreating(UserRegistry registry, UserApi<S> api) {
        this.registry = registry;
        this.api = api;
    }

    Step create(S scope, Request request) {
        Optional<String> unsupported = bodies.unsupported(request);
        if (unsupported.isPresent()) {
            return api.errors().unsupportedMediaType(unsupported.get());
        }
        List<FieldFault> faults = new ArrayList<>();
        Run run = request.header(RUN).map(name -> named(name, faults)).orElseGet(Run::unnamed);
        // One key is for one create. What makes these repeatable is the name of the run.
        if (request.idempotencyKey().isPresent()) {
            faults.add(FieldFault.unknownMember(KEY));
        }
        return faults.isEmpty()
                ? new BulkRun<>(new Bulk(registry, api, run), api, bodies, scope, request).receive()
                : api.errors().invalid(faults);
    }

    private static Run named(String text, List<FieldFault> faults) {
        Validation<Fault, RunName> name = RunName.of(text);
        if (name.isInvalid()) {
            faults.add(FieldFault.of(RUN, name.getError()));
            return Run.unnamed();
        }
        return Run.named(name.get());
    }
}
