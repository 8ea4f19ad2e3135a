package dev.partyline.http.exchange;

/** What has come of a long body since the piece before. Its text never shows in {@link #toString()}. */
public final class Piece {
    private final byte[] bytes;
    private final boolean last;

    /**
     * A piece of these bytes.
     *
     * @param bytes the piece's from now on; none if nothing but the end has come
     * @param last whether the body ends with it
     */
    public Piece(byte[] bytes, boolean last) {
        this.bytes = bytes;
        this.last = last;
    }

    /** The bytes. Not a copy: whoever takes the piece has them. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether the body ends with it. */
    public boolean isLast() {
        return last;
    }

    @Override
    public String toString() {
        return "Piece[" + bytes.length + " bytes]";
    }
}
