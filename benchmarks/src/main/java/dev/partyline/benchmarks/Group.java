package dev.partyline.benchmarks;

import java.util.List;

/** Rows that are measured together. */
@FunctionalInterface
interface Group {
    List<Row> measure() throws Exception;
}
