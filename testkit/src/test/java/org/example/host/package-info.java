/** A host's classes, some of which break the rules for hosts. */
@NullMarked
package org.example.host;

import org.jspecify.annotations.NullMarked;
