/**
 * Values to test with: jqwik arbitraries for every type of the domain, for requests that are accepted and for histories of them.
 */
@NullMarked
package dev.partyline.testkit.arbitrary;

import org.jspecify.annotations.NullMarked;
