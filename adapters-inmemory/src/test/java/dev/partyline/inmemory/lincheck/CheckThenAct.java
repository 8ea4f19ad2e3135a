package dev.partyline.inmemory.lincheck;

import dev.partyline.domain.rule.SharedAdmission;
import dev.partyline.inmemory.InMemoryAllocatingUserStore;
import dev.partyline.inmemory.InMemoryPhonePool;
import dev.partyline.inmemory.PoolLine;
import dev.partyline.ports.driven.AllocatingUserStore;
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

    private static AllocatingUserStore store() {
        AllocatingUserStore sound = new InMemoryAllocatingUserStore(
                InMemoryPhonePool.of(List.of(new PoolLine(RegistryOperations.LINE, 2))));
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("admit")) {
                arguments[0] = uncounted((SharedAdmission) arguments[0]);
            }
            return method.invoke(sound, arguments);
        };
        return (AllocatingUserStore) Proxy.newProxyInstance(
                AllocatingUserStore.class.getClassLoader(), new Class<?>[] {AllocatingUserStore.class}, handler);
    }

    private static SharedAdmission uncounted(SharedAdmission admission) {
        return new SharedAdmission(
                admission.candidate(),
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
