/** Where the host keeps its users: the memory of the process, or a PostgreSQL that several hosts share. */
@NullMarked
package dev.partyline.http.store;

import org.jspecify.annotations.NullMarked;
