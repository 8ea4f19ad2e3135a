package dev.partyline.http.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.partyline.http.body.Members;
import dev.partyline.http.body.Reading;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.StringNode;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/** The rows of a CSV file (RFC 4180) in UTF-8 below its header. A cell that is empty is as absent. */
final class CsvRows implements Iterator<Reading> {
    /** Commas; or what spreadsheets write where a comma is the decimal sign; or tabs. */
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

    private static final int LONGEST_HEADER = 64 * 1024;
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.SKIP_EMPTY_LINES)
            // It is asked how far it was read.
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private final MappingIterator<String[]> rows;
    private final String[] header;

    private CsvRows(MappingIterator<String[]> rows, String[] header) {
        this.rows = rows;
        this.header = header;
    }

    static CsvRows of(InputStream file) throws IOException {
        BufferedInputStream in = new BufferedInputStream(file, LONGEST_HEADER);
        try {
            MappingIterator<String[]> rows = CSV.readerFor(String[].class)
                    .with(CsvSchema.emptySchema().withColumnSeparator(separator(in)))
                    .readValues(in);
            if (!rows.hasNext()) {
                throw new IOException("it has no header");
            }
            String[] header = rows.next();
            if (new HashSet<>(List.of(header)).size() < header.length) {
                throw new IOException("two columns of its header have the same name");
            }
            return new CsvRows(rows, header);
        } catch (JacksonException notCsv) {
            throw new IOException("its header is not CSV in UTF-8");
        }
    }

    /** The one that is in the first line most often. */
    private static char separator(InputStream in) throws IOException {
        in.mark(LONGEST_HEADER);
        String line = new String(in.readNBytes(LONGEST_HEADER - 1), UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        in.reset();
        char most = ',';
        for (char separator : SEPARATORS) {
            if (count(line, separator) > count(line, most)) {
                most = separator;
            }
        }
        return most;
    }

    private static long count(String line, char separator) {
        return line.chars().filter(each -> each == separator).count();
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (JacksonException notCsv) {
            throw broken(notCsv);
        }
    }

    @Override
    public Reading next() {
        String[] cells;
        try {
            cells = rows.next();
        } catch (JacksonException notCsv) {
            throw broken(notCsv);
        }
        if (cells.length > header.length) {
            return new Reading.Malformed("The row has more cells than the header.");
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                members.put(header[i], StringNode.valueOf(cells[i]));
            }
        }
        return new Reading.Read(new Members(members));
    }

    /** Not with the cause's message, which quotes the file. */
    private static UncheckedIOException broken(JacksonException notCsv) {
        return new UncheckedIOException(new IOException(
                "it is not CSV in UTF-8 after line " + notCsv.getLocation().getLineNr()));
    }
}
