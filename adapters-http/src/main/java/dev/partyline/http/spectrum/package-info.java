/**
 * The Spectrum API: plain functions from requests to answers that authenticate, translate to requests of the domain, call the
 * registry, and translate what it answers. No rule is decided here.
 */
@NullMarked
package dev.partyline.http.spectrum;

import org.jspecify.annotations.NullMarked;
