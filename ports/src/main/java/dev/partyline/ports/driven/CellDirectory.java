package dev.partyline.ports.driven;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.value.Line;
import java.util.Optional;

/**
 * Which cell keeps a tenant, and which one a line. A host that has several cells implements it. It is asked several
 * times for each request, so it should answer from memory.
 *
 * <p>A tenant stays in its cell for as long as the cell keeps a user of it. A line stays in its cell while it is in
 * that cell's pool or has users. It also stays while it leads to users that were moved away from it (rule R5). Every
 * process gives the same answers. P2 rests on that: the phones of a line are compared within its cell.
 */
public interface CellDirectory {

    /** The cell that keeps the tenant's users; empty if no cell has the tenant, which is unknown then (rule T3). */
    Optional<CellName> cellOf(TenantId tenant);

    /**
     * The cell that the line is in: the one whose pool has it, or that of the projects that own it. Empty if no cell
     * has the line: then no project owns it (rule D1), and no message to it belongs to anybody (rule R1).
     */
    Optional<CellName> cellOf(Line line);
}
