package dev.partyline.ports;

import dev.partyline.domain.tenant.TenantId;
import dev.partyline.domain.value.Line;
import dev.partyline.ports.driven.CellDirectory;
import dev.partyline.ports.driven.CellName;
import dev.partyline.ports.driven.LineUse;
import dev.partyline.ports.driven.Tenants;
import dev.partyline.ports.driven.UnavailableException;
import dev.partyline.ports.driven.UnavailableException.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Several cells behind one registry. Each {@link Cell} keeps some of the tenants and the lines that serve them, and a
 * {@link CellDirectory} says which. A request goes to one cell and needs no other. So a cell that is down is down for
 * its own tenants and lines only.
 *
 * <p>A line is in one cell, so that a phone and a line belong to one user at the most (rule P2). This is checked when
 * the cells are put together, and by each {@link UserRegistry#sweep}.
 *
 * <p>Safe for use by many threads, and by many processes whose directories say the same.
 */
public final class Cells {

    /** A cell with its registries. */
    record Member(CellName name, DefaultUserRegistry users, LineRegistry lines) {}

    private final CellDirectory directory;

    /** In the order of their names. */
    private final List<Member> all;

    private Cells(CellDirectory directory, List<Member> all) {
        this.directory = directory;
        this.all = all;
    }

    /**
     * These cells, of which each needs to be there now.
     *
     * @param cells by their names, at least one; a request for another cell ends in an {@link UnavailableException}
     *     without effect
     * @param tenants of all cells
     * @throws IllegalArgumentException if there are no cells, or if the directory says that a line of a pool is in
     *     another cell or in none. The message names the cells and masks the line.
     * @throws UnavailableException if a cell or the directory could not answer
     */
    public static Cells of(
            Map<CellName, Cell> cells, CellDirectory directory, Tenants tenants, RegistryOptions options) {
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("no cells");
        }
        List<Member> members = new ArrayList<>();
        cells.forEach((name, cell) -> {
            Tenants own = new TenantsOfCell(name, directory, tenants);
            members.add(new Member(
                    name,
                    new DefaultUserRegistry(cell.store(), own, options),
                    LineRegistry.of(cell.store(), own, options)));
        });
        members.sort(Comparator.comparing(member -> member.name().text()));
        Cells put = new Cells(directory, List.copyOf(members));
        for (Member member : members) {
            put.misplaced(member).ifPresent(fault -> {
                throw new IllegalArgumentException(fault);
            });
        }
        return put;
    }

    /**
     * The users of all cells.
     *
     * <ul>
     *   <li>A tenant that is in no cell is an unknown tenant (rule T3). A line of another cell than the project's is
     *       none that the project owns (rule D1).
     *   <li>A run may have rows for any cells. Rows of one cell are carried out together.
     *   <li>Events are leased from all cells in turn. If a cell cannot answer, those of the others are leased. If that
     *       leaves none, it is an {@link UnavailableException}.
     *   <li>{@link UserRegistry#sweep}, {@link UserRegistry#adoptPlan} and {@link UserRegistry#eventsDone} do what they
     *       can in the other cells before they fail. A sweep also fails if a line is not in the cell that it should be
     *       in.
     * </ul>
     */
    public UserRegistry users() {
        return new UsersOfCells(this);
    }

    /**
     * The lines of all cells. A line that is in no cell is not there. To show a page of lines, every cell has to
     * answer.
     */
    public LineRegistry lines() {
        return new LinesOfCells(this);
    }

    List<Member> all() {
        return all;
    }

    /** The tenant's cell. If it is in none, any: to each of them, it is an unknown tenant. */
    Member of(TenantId tenant) {
        return asked(() -> directory.cellOf(tenant)).orElse(all.get(0));
    }

    /** The line's cell. */
    Optional<Member> of(Line line) {
        return asked(() -> directory.cellOf(line));
    }

    private Optional<Member> asked(Supplier<Optional<CellName>> question) {
        return Calls.guarded(Effect.NONE, question)
                .map(name -> all.stream()
                        .filter(member -> member.name().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new UnavailableException("there is no cell " + name + " here", Effect.NONE, null)));
    }

    /** P2: what is to be said of a line that is in this cell's pool and should not be. */
    Optional<String> misplaced(Member member) {
        Optional<Line> after = Optional.empty();
        do {
            LinePage page = member.lines().lines(after, LineRegistry.MAX_LIMIT);
            for (LineUse use : page.lines()) {
                Optional<CellName> name = Calls.guarded(Effect.NONE, () -> directory.cellOf(use.line()));
                if (!name.equals(Optional.of(member.name()))) {
                    return Optional.of("the line " + use.line().number() + " is in the cell " + member.name()
                            + ", and the directory says "
                            + name.map(other -> "in the cell " + other).orElse("in none"));
                }
            }
            after = page.next();
        } while (after.isPresent());
        return Optional.empty();
    }
}
