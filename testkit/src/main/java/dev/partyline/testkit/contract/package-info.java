/**
 * The contracts of {@link dev.partyline.ports.driven}, each an abstract class that the test of an adapter extends: it
 * says how the adapter is made, and inherits every test that the Javadoc of the port is worth. A test is named by the
 * rule that it proves.
 *
 * <p>The tests are JUnit's, so that the life of a database can be told as in any other test. Each of them begins with
 * an adapter that is new and empty. Races are run by sixteen callers, over and over; how often is for the adapter's
 * test to say.
 */
@NullMarked
package dev.partyline.testkit.contract;

import org.jspecify.annotations.NullMarked;
