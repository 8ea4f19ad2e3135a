/** The operator's calls, across all tenants: reading what happened to users. No rule is decided here. */
@NullMarked
package dev.partyline.http.operator;

import org.jspecify.annotations.NullMarked;
