package dev.partyline.inmemory.kinds;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.CellDirectory;
import dev.partyline.ports.driven.CellName;
import java.util.Optional;

/** The tenants of {@link Surroundings} in three cells: all projects with all lines, and the others by their numbers. */
final class Districts implements CellDirectory {
    static final CellName LINES = new CellName("lines");
    static final CellName EVEN = new CellName("even");
    static final CellName ODD = new CellName("odd");

    private final Surroundings tenants = new Surroundings();

    @Override
    public Optional<CellName> cellOf(TenantId tenant) {
        return tenants.find(tenant)
                .map(known -> tenant.fold(
                        project -> LINES,
                        consoleProject -> byNumber(tenant),
                        account -> byNumber(tenant),
                        app -> byNumber(tenant)));
    }

    private static CellName byNumber(TenantId tenant) {
        return tenant.text().endsWith("1") ? ODD : EVEN;
    }

    @Override
    public Optional<CellName> cellOf(Line line) {
        return Optional.of(LINES).filter(lines -> Surroundings.LINES.contains(line));
    }
}
