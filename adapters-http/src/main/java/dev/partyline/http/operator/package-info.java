/**
 * The operator's calls, across all tenants: the events of users, the lines of the pool, and how much tenants use. No
 * rule is decided here.
 */
@NullMarked
package dev.partyline.http.operator;

import org.jspecify.annotations.NullMarked;
