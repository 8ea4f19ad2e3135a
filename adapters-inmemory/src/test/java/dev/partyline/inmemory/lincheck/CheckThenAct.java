package dev.partyline.inmemory.lincheck;

import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.InMemoryUserStore;
import dev.partyline.ports.driven.Change;
import dev.partyline.ports.driven.PoolLine;
import dev.partyline.ports.driven.UserStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.OptionalInt;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/** The fault on purpose: the quota is looked at, and no more counted when the user is admitted. */
@Param(name = "who", gen = IntGen.class, conf = "0:1")
public class CheckThenAct {
    private final RegistryOperations operations = new RegistryOperations(store());

    private static UserStore store() {
        UserStore sound =
                InMemoryUserStore.withLines(InMemoryPhonePool.of(List.of(new PoolLine(RegistryOperations.LINE, 2))));
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("commit") && arguments[0] instanceof Change.AdmitOnALine admit) {
                arguments[0] = new Change.AdmitOnALine(uncounted(admit.admission()), admit.claim());
            }
            return method.invoke(sound, arguments);
        };
        return (UserStore)
                Proxy.newProxyInstance(UserStore.class.getClassLoader(), new Class<?>[] {UserStore.class}, handler);
    }

    private static SharedAdmission uncounted(SharedAdmission admission) {
        return new SharedAdmission(
                admission.candidate(),
                admission.at(),
                admission.revived(),
                admission.lastHolder(),
                OptionalInt.empty(),
                admission.wish());
    }

    @Operation
    public String createShared(@Param(name = "who") int who) {
        return operations.createShared(who);
    }
}
