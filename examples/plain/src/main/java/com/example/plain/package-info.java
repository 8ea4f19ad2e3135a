/** A registry without a framework: first in memory, then on PostgreSQL. */
package com.example.plain;
