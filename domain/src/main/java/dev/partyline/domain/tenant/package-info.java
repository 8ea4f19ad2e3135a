/**
 * What users are in, and what a tenant has chosen (rules T1, T3, V9).
 */
@NullMarked
package dev.partyline.domain.tenant;

import org.jspecify.annotations.NullMarked;
