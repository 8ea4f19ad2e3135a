/** A store and a pool of one's own, in hash maps, for the contracts of the testkit to judge. */
package com.example.ownstore;
