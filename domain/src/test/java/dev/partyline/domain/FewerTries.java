package dev.partyline.domain;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** No property is tried more often than {@code partyline.tries} says, where it says anything: for whoever runs each of them many times. */
public final class FewerTries implements AroundPropertyHook {
    private static final int MOST = Integer.getInteger("partyline.tries", Integer.MAX_VALUE);

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        context.attributes()
                .tries()
                .filter(tries -> tries > MOST)
                .ifPresent(tries -> context.attributes().setTries(MOST));
        return property.execute();
    }
}
