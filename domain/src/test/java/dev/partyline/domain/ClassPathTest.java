package dev.partyline.domain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commons-validator asks for is left out, so that every test of an email shows that it is not needed. */
class ClassPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.apache.commons.beanutils.BeanUtils",
                "org.apache.commons.collections.FastHashMap",
                "org.apache.commons.digester.Digester",
                "org.apache.commons.logging.Log"
            })
    void hasNothingThatTheEmailCheckDoesNotNeed(String name) {
        assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
    }
}
