package dev.calmroom.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laboratory stands above the house: it measures what the product does, and the product does not know of it. */
class LabFloorsTest {
    /** The server's tests come as a folder or, once Maven has packaged them, as a jar that the predefined option lets in. */
    private static final ImportOption NO_JAR_OF_TESTS = location -> !location.contains("-tests.jar");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(NO_JAR_OF_TESTS)
            .importPackages("dev.calmroom");

    /**
     * What a bench hears and says is sound: it judges a call from outside, as a caller does, and knows of the call's events
     * what the wire tells of them.
     */
    @Test
    void theBenchesKnowTheVoiceOfACallAndNothingOfTheMind() {
        String[] voice = Stream.of(
                        "bench",
                        "audio",
                        "recognition",
                        "synthesis",
                        "turntaking",
                        "call",
                        "caller",
                        "protocol",
                        "log",
                        "text")
                .map(room -> "dev.calmroom." + room + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("dev.calmroom.bench..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.calmroom..")
                        .and(not(resideInAnyPackage(voice)))
                        .and(not(resideInAPackage("dev.calmroom.conversation.."))))
                .check(HOUSE);
    }

    @Test
    void noPartOfTheProductKnowsTheLaboratory() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.calmroom.bench..", "dev.calmroom.lab..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.calmroom.bench..", "dev.calmroom.lab..", "org.knowm.xchart..")
                .check(HOUSE);
    }

    @Test
    void noRoomsGoRoundInACircle() {
        SlicesRuleDefinition.slices()
                .matching("dev.calmroom.(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    @Test
    void theLaboratorysClassesLieInItsOwnModule() {
        Path server = Path.of("../server/src/main/java/dev/calmroom");

        assertThat(server.resolve("call")).isDirectory();
        assertThat(Files.exists(server.resolve("bench"))).isFalse();
        assertThat(Files.exists(server.resolve("lab"))).isFalse();
    }
}
