/**
 * Values to test with: jqwik arbitraries for every type of the domain, for requests that are accepted and for histories
 * of them. The domain's own tests compile this package as well, so it depends on the domain, libphonenumber and jqwik
 * alone.
 */
@NullMarked
package dev.partyline.testkit.arbitrary;

import org.jspecify.annotations.NullMarked;
