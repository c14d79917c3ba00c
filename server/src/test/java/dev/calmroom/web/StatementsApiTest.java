package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a call is to a learning record store. */
class StatementsApiTest extends ReportCase {
    @Test
    void theStatementsAreWhatALearningRecordStoreTakes() throws Exception {
        grade();
        String statements = statements();
        List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("xapi/statements-1.0.3.schema.json"))
                .validate(statements, InputFormat.JSON);
        assertThat(errors).isEmpty();
        JsonNode all = JsonMapper.builder().build().readTree(statements);
        assertThat(all).hasSize(21);
        assertThat(all.findValuesAsString("id")).doesNotContainNull();

        desk.start(CALL, "it was asked for again");
        assertThat(statements()).as("said twice, stored once").isEqualTo(statements);
        http.perform(put("/api/sessions/call-1/criteria/shield.phone")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"by\":\"Dana\",\"verdict\":\"yes\",\"reason\":\"Said in her own way.\"}"));
        Set<String> before = ids(statements);
        Set<String> changed = new TreeSet<>(ids(statements()));
        changed.removeAll(before);
        assertThat(changed).as("what says something else is another statement").hasSizeBetween(1, 2);
    }

    @Test
    void whoHadTheCallIsToldApartFromEverybodyElse() throws Exception {
        grade();
        assertThat(actor().path("account").path("name").asString()).isEqualTo("leader");
        assertThat(actor().has("name")).isFalse();

        store.sessions().claim(CALL, "owner-1", "Ann Lee", Set.of());

        assertThat(actor().path("account").path("name").asString()).isEqualTo("owner-1");
        assertThat(actor().path("name").asString()).isEqualTo("Ann Lee");
    }

    private JsonNode actor() throws Exception {
        return JsonMapper.builder().build().readTree(statements()).path(0).path("actor");
    }

    private String statements() throws Exception {
        return http.perform(get("/api/sessions/call-1/xapi"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static Set<String> ids(String statements) {
        Set<String> ids = new TreeSet<>();
        JsonMapper.builder()
                .build()
                .readTree(statements)
                .forEach(statement -> ids.add(statement.path("id").asString()));
        return ids;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = StatementsApiTest.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
