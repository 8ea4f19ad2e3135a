/**
 * How refusals and unavailability are told over HTTP: as problem details (RFC 9457), in an application that has Spring
 * MVC.
 */
@NullMarked
package dev.partyline.spring.web;

import org.jspecify.annotations.NullMarked;
