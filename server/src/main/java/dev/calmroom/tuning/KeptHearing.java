package dev.calmroom.tuning;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.appraisal.ReadTurn;
import dev.calmroom.comprehension.Before;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.Sought;
import dev.calmroom.judging.SecondHearing;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * What words were heard to do and to ask for, kept between commands by what it depends on: an edit of lines or of gains
 * hears nothing anew, and where everything is known no engine is loaded.
 */
final class KeptHearing {
    private static final String FACT = "fact ";
    private static final JsonMapper JSON = mapper();

    private final KeptValues values;

    KeptHearing(KeptValues values) {
        this.values = values;
    }

    /**
     * @param version of all that the appraiser was made of
     * @param appraiser made when words come up that are not known; goes by no more than {@link LearnedAppraiser#context}
     */
    Appraiser appraiser(String version, Supplier<Appraiser> appraiser) {
        return (turn, before) -> JSON.readValue(
                values.find(
                        key(version, turn, before),
                        () -> JSON.writeValueAsString(appraiser.get().appraise(turn, before))),
                Appraisal.class);
    }

    private static String key(String version, Turn turn, List<Turn> before) {
        return Digest.of(
                "appraisal", version, turn.text(), turn.words().toString(), LearnedAppraiser.context(turn, before));
    }

    /**
     * Hears help and harm again, in the light of what the persona said.
     *
     * @param version of all that both hearings go by
     * @param engine as for {@link #appraiser}
     */
    Appraiser twice(String version, SecondHearing second, Appraiser first, Supplier<Appraiser> engine) {
        return new Twice(version + " on the call", second, first, engine);
    }

    private final class Twice implements Appraiser {
        private final String version;
        private final SecondHearing second;
        private final Appraiser first;
        private final Supplier<Appraiser> engine;

        Twice(String version, SecondHearing second, Appraiser first, Supplier<Appraiser> engine) {
            this.version = version;
            this.second = second;
            this.first = first;
            this.engine = engine;
        }

        @Override
        public Appraisal appraise(Turn turn, List<Turn> before) {
            Appraisal once = first.appraise(turn, before);
            if (!second.isNeeded(once, turn)) {
                return once;
            }
            String kept = values.find(
                    Digest.of(key(version, turn, before), SecondHearing.said(before)),
                    () -> JSON.writeValueAsString(second.again(once, engine.get(), turn, before)));
            return JSON.readValue(kept, Appraisal.class);
        }

        @Override
        public Optional<ReadTurn> read(Turn turn, String said) {
            return engine.get().read(turn, said);
        }

        @Override
        public Appraiser forGrading() {
            return new Twice(version + " for grading", second.ofHarm(), first, engine);
        }
    }

    /** @param version of all that the ear was made of */
    Ear ear(String version, Supplier<Ear> ear) {
        return new Ear() {
            @Override
            public Reading read(String words, Before before) {
                String kept = values.find(
                        Digest.of("reading", version, words, before.said(), String.join(" ", before.subject())),
                        () -> JSON.writeValueAsString(ear.get().read(words, before)));
                return JSON.readValue(kept, Reading.class);
            }

            @Override
            public List<String> naming(List<String> sentences, Before before) {
                String kept = values.find(
                        Digest.of("naming", version, String.join("\n", sentences), String.join(" ", before.subject())),
                        () -> JSON.writeValueAsString(ear.get().naming(sentences, before)));
                return List.of(JSON.readValue(kept, String[].class));
            }
        };
    }

    /** What is sought is kept as its kind and its id. */
    private static JsonMapper mapper() {
        SimpleModule sought = new SimpleModule("what is sought")
                .addSerializer(Sought.class, new ValueSerializer<Sought>() {
                    @Override
                    public void serialize(Sought what, JsonGenerator generator, SerializationContext context) {
                        generator.writeString((what instanceof Sought.Fact ? FACT : "") + what.id());
                    }
                })
                .addDeserializer(Sought.class, new ValueDeserializer<Sought>() {
                    @Override
                    public Sought deserialize(JsonParser parser, DeserializationContext context) {
                        String text = parser.getString();
                        return text.startsWith(FACT)
                                ? new Sought.Fact(text.substring(FACT.length()))
                                : Sought.Beside.of(text)
                                        .orElseThrow(
                                                () -> new IllegalArgumentException("nothing is sought as " + text));
                    }
                });
        return JsonMapper.builder().addModule(sought).build();
    }
}
