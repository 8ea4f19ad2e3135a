/**
 * Pages for people: a document, and what a browser loads for it. Nothing comes from elsewhere. All links are relative,
 * so that a proxy may have the host below a path of its own.
 */
@NullMarked
package dev.partyline.http.page;

import org.jspecify.annotations.NullMarked;
