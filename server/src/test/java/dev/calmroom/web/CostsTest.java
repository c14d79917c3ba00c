package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is costly, asked for again and again. */
class CostsTest {
    private Instant now = Instant.EPOCH;
    private final MockMvc http = MockMvcBuilders.standaloneSetup(new Desk())
            .setControllerAdvice(new Problems())
            .addInterceptors(new Costs(3, () -> now))
            .build();

    @RestController
    static final class Desk {
        @Costly
        @PostMapping("/work")
        void work() {}

        @GetMapping("/look")
        void look() {}
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request, String address) throws Exception {
        return http.perform(request.with(it -> {
                    it.setRemoteAddr(address);
                    return it;
                }))
                .andReturn()
                .getResponse();
    }

    private int worked(String address) throws Exception {
        return answer(post("/work"), address).getStatus();
    }

    @Test
    void anAddressGetsSoManyAMinuteAndIsToldWhenItMayComeAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(worked("192.0.2.1")).isEqualTo(200);
        }
        MockHttpServletResponse refused = answer(post("/work"), "192.0.2.1");
        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("20");
        assertThat(refused.getContentAsString()).contains("CALMROOM_ADDRESS_REQUESTS");
        assertThat(worked("192.0.2.2")).as("another's").isEqualTo(200);

        now = now.plusSeconds(20);
        assertThat(worked("192.0.2.1")).isEqualTo(200);
        assertThat(worked("192.0.2.1")).isEqualTo(429);
    }

    @Test
    void aNetworkOfOnePersonIsOneAddress() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(worked("2001:db8:1:2::" + i)).isEqualTo(200);
        }
        assertThat(worked("2001:db8:1:2:3:4:5:6")).isEqualTo(429);
        assertThat(worked("2001:db8:1:3::1")).isEqualTo(200);
    }

    @Test
    void readingIsNotCountedAndNeitherIsThisMachine() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(answer(get("/look"), "192.0.2.1").getStatus()).isEqualTo(200);
            assertThat(worked("127.0.0.1")).isEqualTo(200);
            assertThat(worked("0:0:0:0:0:0:0:1")).isEqualTo(200);
        }
    }

    /** Whatever else is made costly is written down in {@code docs/team.md}, where this variable is. */
    @Test
    void theseAreCostly() {
        Map<String, Set<String>> costly = new TreeMap<>();
        List.of(
                        ArchiveImportsController.class,
                        ExportController.class,
                        HearAgainController.class,
                        ImportsController.class,
                        ModelController.class,
                        ReportController.class,
                        RetakesController.class,
                        RunsController.class,
                        SoundImportsController.class,
                        StudioController.class,
                        SwapController.class,
                        WhatIfController.class)
                .forEach(type -> costly.put(type.getSimpleName(), costly(type)));
        assertThat(costly.values()).noneMatch(Set::isEmpty);
        assertThat(costly).containsEntry("ReportController", Set.of("grade", "correct"));
    }

    private static Set<String> costly(Class<?> type) {
        Set<String> methods = new TreeSet<>();
        Stream.of(type.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Costly.class))
                .forEach(method -> methods.add(method.getName()));
        return methods;
    }
}
