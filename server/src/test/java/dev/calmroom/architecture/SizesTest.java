package dev.calmroom.architecture;

import static dev.calmroom.architecture.WordsTest.filesIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * What is read at one go stays short enough for it. Four hundred lines a file and forty a method are the most.
 */
class SizesTest {
    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 40;
    private static final Path HOUSE = Path.of("..");

    @Test
    void noFileIsTooLong() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        for (Path file : files("server/src", "lab/src", "web-client/src")) {
            int lines = Files.readAllLines(file).size();
            if (lines > LONGEST_FILE) {
                found.put(HOUSE.relativize(file).toString(), lines);
            }
        }
        assertThat(found).isEmpty();
    }

    /** Of what is run; a test is a call told from beginning to end, and the file is its bound. */
    @Test
    void noMethodIsTooLong() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> sources =
                    manager.getJavaFileObjectsFromPaths(files("server/src/main/java", "lab/src/main/java"));
            JavacTask task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            task.parse().forEach(unit -> new MethodLengths(unit, positions, found).scan(unit, null));
        }
        assertThat(found).hasSizeGreaterThan(1_000);
        found.values().removeIf(lines -> lines <= LONGEST_METHOD);
        assertThat(found).isEmpty();
    }

    /** The longest method of each name, by class. */
    private static final class MethodLengths extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Map<String, Long> found;

        MethodLengths(CompilationUnitTree unit, SourcePositions positions, Map<String, Long> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            String file = String.valueOf(Path.of(unit.getSourceFile().getName()).getFileName());
            LineMap map = unit.getLineMap();
            long lines = map.getLineNumber(positions.getEndPosition(unit, method))
                    - map.getLineNumber(positions.getStartPosition(unit, method))
                    + 1;
            found.merge(file.replace(".java", ".") + method.getName(), lines, Math::max);
            return super.visitMethod(method, null);
        }
    }

    private static List<Path> files(String... folders) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : folders) {
            files.addAll(filesIn(HOUSE.resolve(folder), ".java", ".ts"));
        }
        return files;
    }
}
