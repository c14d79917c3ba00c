package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;

class TroubleTest {
    @Test
    void whatTheLibraryNamesByItsClassIsASentence() {
        assertThat(Trouble.sentence(new ConnectException())).contains("Nothing answers");
        assertThat(Trouble.sentence(new MalformedInputException(1)))
                .contains("UTF-8")
                .doesNotContain("Input length");
        assertThat(Trouble.sentence(new NoSuchFileException("a.yaml"))).isEqualTo("There is no file a.yaml.");
        assertThat(Trouble.sentence(new IllegalStateException())).contains("CALMROOM_DEBUG");
    }

    @Test
    void whatIsWrappedWithoutWordsIsToldAsWhatItIs() {
        assertThat(Trouble.sentence(new UncheckedIOException(new MalformedInputException(1))))
                .contains("UTF-8");
        assertThat(Trouble.sentence(new ExecutionException(new ConnectException())))
                .contains("Nothing answers");
        assertThat(Trouble.sentence(new UncheckedIOException("The report was not written.", new IOException("disk"))))
                .isEqualTo("The report was not written.");
    }

    @Test
    void theMachinesLocaleChangesNoNumberAndNoLetter() {
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : new Locale[] {Locale.of("ar", "EG"), Locale.GERMANY, Locale.of("tr", "TR")}) {
                Locale.setDefault(locale);
                Calmroom.sameEverywhere();
                assertThat("%d %.2f %,d".formatted(15, 0.5, 1_000))
                        .as("%s", locale)
                        .isEqualTo("15 0.50 1,000");
                assertThat("TITLE".toLowerCase(Locale.getDefault()))
                        .as("%s", locale)
                        .isEqualTo("title");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aPartThatCouldNotBeMadeIsToldByItsReasonAlone() {
        Throwable away = new IllegalStateException("The database does not answer.");
        Throwable inside = new BeanCreationException("store", "Failed to instantiate", away);
        assertThat(Trouble.sentence(new BeanCreationException("desk", "Unsatisfied dependency", inside)))
                .isEqualTo("The database does not answer.");
    }
}
