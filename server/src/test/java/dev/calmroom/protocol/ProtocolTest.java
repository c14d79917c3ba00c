package dev.calmroom.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page's tests read the same examples: what both ends agree on is written down once, in {@code docs/protocol}. */
class ProtocolTest {
    private static final Path DOCS = Path.of(System.getProperty("calmroom.root", ".."), "docs");
    private static final Path EXAMPLES = DOCS.resolve("protocol");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static List<Path> toServer() throws IOException {
        return files("to-server");
    }

    static List<Path> toClient() throws IOException {
        return files("to-client");
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES.resolve(folder))) {
            return files.sorted().toList();
        }
    }

    private static JsonNode tree(Path file) {
        return JSON.readTree(file.toFile());
    }

    @ParameterizedTest
    @MethodSource("toServer")
    void whatAClientSaysIsReadAndWrittenAsInTheExample(Path file) throws IOException {
        ToServer message = Protocol.toServer(Files.readString(file));
        String written = Protocol.write(message);

        assertThat(Protocol.toServer(written)).isEqualTo(message);
        // What the example leaves out is written with what holds in its absence.
        JsonNode fields = JSON.readTree(written);
        tree(file)
                .properties()
                .forEach(field -> assertThat(fields.get(field.getKey()))
                        .as(field.getKey())
                        .isEqualTo(field.getValue()));
    }

    @ParameterizedTest
    @MethodSource("toClient")
    void whatAServerSaysIsReadAndWrittenAsInTheExample(Path file) throws IOException {
        ToClient message = Protocol.toClient(Files.readString(file));

        assertThat(JSON.readTree(Protocol.write(message))).isEqualTo(tree(file));
    }

    @Test
    void everyMessageHasAnExample() throws IOException {
        assertThat(kinds(toServer(), Protocol::toServer)).isEqualTo(kinds(ToServer.class, ToServer.Unknown.class));
        assertThat(kinds(toClient(), Protocol::toClient)).isEqualTo(kinds(ToClient.class, ToClient.Unknown.class));
        assertThat(toClient())
                .extracting(ProtocolTest::tree)
                .filteredOn(it -> it.path("type").asString().equals("speaking"))
                .extracting(it -> it.path("state").asString())
                .containsOnly(Arrays.stream(SpeakingState.values())
                        .map(SpeakingState::word)
                        .toArray(String[]::new));
    }

    private interface Reader {
        Object read(String text);
    }

    private static Set<String> kinds(List<Path> files, Reader reader) throws IOException {
        Set<String> kinds = new TreeSet<>();
        for (Path file : files) {
            kinds.add(reader.read(Files.readString(file)).getClass().getSimpleName());
        }
        return kinds;
    }

    private static Set<String> kinds(Class<?> sealed, Class<?> unknown) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .filter(kind -> kind != unknown)
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void thePageOfTheProtocolNamesEveryMessageAndEveryError() throws IOException {
        String page = Files.readString(DOCS.resolve("protocol.md"));
        Stream.concat(toServer().stream(), toClient().stream())
                .map(ProtocolTest::tree)
                .forEach(it -> assertThat(page)
                        .contains("| `%s` |".formatted(it.path("type").asString())));
        String errors = page.lines()
                .filter(line -> line.startsWith("Error codes:"))
                .findFirst()
                .orElseThrow()
                .replaceAll("Close codes.*", "");
        Set<String> named = Pattern.compile("`([a-z-]+)`")
                .matcher(errors)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
    }

    @Test
    void theCallInThePageOfTheProtocolIsMadeOfTheExamples() throws IOException {
        List<JsonNode> known = Stream.concat(toServer().stream(), toClient().stream())
                .map(ProtocolTest::tree)
                .toList();
        List<MatchResult> lines = Pattern.compile("(?m)^[<>] (.+)$")
                .matcher(Files.readString(DOCS.resolve("protocol.md")))
                .results()
                .toList();
        assertThat(lines).hasSizeGreaterThan(5);
        for (MatchResult line : lines) {
            String said = line.group(1);
            if (said.startsWith("{")) {
                assertThat(known).contains(JSON.readTree(said));
            } else if (!said.equals("binary")) {
                assertThat(EXAMPLES.resolve(said)).exists();
            }
        }
    }

    @Test
    void binaryFramesAreReadAndWrittenAsInTheExamples() {
        JsonNode frames = tree(EXAMPLES.resolve("frames.json"));
        for (JsonNode example : frames.path("microphone")) {
            byte[] bytes = HexFormat.of().parseHex(example.path("hex").asString());
            MicrophoneFrame frame = Protocol.microphone(ByteBuffer.wrap(bytes));
            assertThat(frame.sequence()).isEqualTo(example.path("sequence").asLong());
            assertThat(frame.samples()).isEqualTo(samples(example));
            assertThat(Protocol.write(frame)).isEqualTo(bytes);
        }
        for (JsonNode example : frames.path("voice")) {
            byte[] bytes = HexFormat.of().parseHex(example.path("hex").asString());
            VoiceFrame frame = Protocol.voice(ByteBuffer.wrap(bytes));
            assertThat(frame.turn()).isEqualTo(example.path("turn").asInt());
            assertThat(frame.sequence()).isEqualTo(example.path("sequence").asInt());
            assertThat(frame.offset()).isEqualTo(example.path("offset").asLong());
            assertThat(frame.samples()).isEqualTo(samples(example));
            assertThat(Protocol.write(frame)).isEqualTo(bytes);
        }
    }

    private static short[] samples(JsonNode example) {
        short[] samples = new short[example.path("samples").size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) example.path("samples").get(i).asInt();
        }
        return samples;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 5, 645, 4 + 2 * 3_201})
    void aFrameWithoutHeaderWithHalfASampleWithNoneOrTooManyIsRefused(int length) {
        assertThatThrownBy(() -> Protocol.microphone(ByteBuffer.allocate(length)))
                .isInstanceOfSatisfying(
                        ProtocolException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_FRAME));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            hello there                            | NOT_JSON    | cannot be read
            [1,2]                                  | NOT_JSON    | not a bare value
            {"type":"say","text":"a"} {}           | NOT_JSON    | cannot be read
            {}                                     | BAD_MESSAGE | 'type' is a string
            {"type":7}                             | BAD_MESSAGE | 'type' is a string
            {"type":"say"}                         | BAD_MESSAGE | 'text' is a string
            {"type":"say","text":42}               | BAD_MESSAGE | 'text' is a string
            {"type":"say","text":"  "}             | BAD_MESSAGE | from 1 to 2000
            {"type":"say","text":"\\ud83d"}        | BAD_MESSAGE | 'text' holds half a character
            {"type":"playback","turn":-3}          | BAD_MESSAGE | 'turn' is a whole number from 0
            {"type":"playback","turn":"3"}         | BAD_MESSAGE | 'turn' is a whole number
            {"type":"playback","turn":1.5}         | BAD_MESSAGE | 'turn' is a whole number
            {"type":"playback","turn":99999999999999999999} | BAD_MESSAGE | 'turn' is a whole number
            {"type":"playback","done":"yes"}       | BAD_MESSAGE | 'done' is true or false
            {"type":"mute","on":[]}                | BAD_MESSAGE | 'on' is true or false
            {"type":"hello","voice":"parrot"}      | BAD_MESSAGE | 'voice' is 'server' or 'client'
            {"type":"hello","voice":1}             | BAD_MESSAGE | 'voice' is 'server' or 'client'
            {"type":"hello","sampleRate":0}        | BAD_MESSAGE | 'sampleRate' is a whole number from 1
            {"type":"ping"}                        | BAD_MESSAGE | 'id' is a whole number
            {"type":"ping","id":"7"}               | BAD_MESSAGE | 'id' is a whole number
            """)
    void whatIsMalformedIsAnsweredWithWhatIsWrongWithIt(String text, ErrorCode code, String reason) {
        assertThatThrownBy(() -> Protocol.toServer(text)).isInstanceOfSatisfying(ProtocolException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageContaining(reason);
            assertThat(e.isFatal()).isFalse();
        });
    }

    @Test
    void aTypeOfALaterVersionIsIgnoredAtBothEnds() {
        assertThat(Protocol.toServer("{\"type\":\"dance\",\"steps\":3}")).isEqualTo(new ToServer.Unknown("dance"));
        assertThat(Protocol.toClient("{\"type\":\"dance\",\"steps\":3}")).isEqualTo(new ToClient.Unknown());
    }
}
