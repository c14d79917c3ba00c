package dev.calmroom.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page with measured parts, each between two marks that say which command writes it. */
final class MarkedPage {
    private final Path page;

    MarkedPage(Path page) {
        this.page = page;
    }

    /**
     * Writes one part anew.
     *
     * @param part as in the mark {@code <!-- part: written by … -->}
     * @throws IOException when the page cannot be read or written, or has no such marks
     */
    void write(String part, String text) throws IOException {
        String whole = Files.readString(page);
        int mark = whole.indexOf("<!-- %s: written by".formatted(part));
        int begin = mark < 0 ? -1 : whole.indexOf("-->", mark);
        int end = begin < 0 ? -1 : whole.indexOf("<!-- end of %s -->".formatted(part), begin);
        if (end < 0) {
            throw new IOException(
                    "%s has no marks '<!-- %s: written by … -->' and '<!-- end of %s -->' to write between"
                            .formatted(page, part, part));
        }
        Files.writeString(page, whole.substring(0, begin + 3) + "\n\n" + text.strip() + "\n\n" + whole.substring(end));
    }
}
