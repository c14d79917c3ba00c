package dev.calmroom.app;

import dev.calmroom.authoring.PromptsInUse;
import dev.calmroom.call.Switchboard;
import dev.calmroom.exam.ExamResults;
import dev.calmroom.judging.GraderModels;
import dev.calmroom.judging.Graders;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.report.Counterfactual;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.report.GradingQueue;
import dev.calmroom.report.Reports;
import dev.calmroom.report.SaidAlready;
import dev.calmroom.report.Workbench;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.Jobs;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.storage.SessionSummary;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Grades calls when they are over, and says what a report is made of. */
@Configuration(proxyBeanMethods = false)
class GradingConfiguration {
    /** How many earlier attempts a report compares with. */
    private static final int EARLIER = 10;

    private static final int LOOKED_THROUGH = 200;

    @Bean
    GraderModel graderModel(Environment environment) {
        return new GraderModel(GraderModels.model(environment::getProperty));
    }

    @Bean
    Graders graders(
            PromptsInUse prompts,
            Environment environment,
            Appraisers appraisers,
            ExamResults exams,
            GraderModel model) {
        return new Graders(prompts.folder(), appraisers, GraderModels.of(model.language()))
                .onlyFit(exams.unfitJudges(environment::getProperty));
    }

    @Bean
    GradingDesk gradingDesk(EventLog log, Graders graders, PromptsInUse prompts, Jobs jobs) {
        return new GradingDesk(
                log,
                started -> {
                    prompts.look();
                    return graders.grader(started.framework());
                },
                queue(jobs),
                Thread::sleep,
                Clock.systemUTC());
    }

    private static GradingQueue queue(Jobs jobs) {
        return new GradingQueue() {
            @Override
            public void add(String session, String because) {
                jobs.add(JobConfiguration.GRADE, session, because);
            }

            @Override
            public void addBehind(String session, String because) {
                jobs.addBehind(JobConfiguration.GRADE, session, because);
            }

            @Override
            public boolean holds(String session) {
                return jobs.holds(JobConfiguration.GRADE, session);
            }
        };
    }

    @Bean
    Switchboard.AfterCall afterCall(GradingDesk desk) {
        return desk::conclude;
    }

    /** Two at once leave a machine with two processors half of its time for calls. */
    @Bean
    Workbench besideCalls() {
        return new Workbench("beside-calls", 2, 16);
    }

    /** Of its own: a file may take minutes, and no report waits for it. */
    @Bean(defaultCandidate = false)
    Workbench readingFiles() {
        return new Workbench("reading-files", 1, 8);
    }

    /** Of its own: who is in a call does not wait for those who are not. */
    @Bean(defaultCandidate = false)
    Workbench helping() {
        return new Workbench("helping", 1, 24);
    }

    @Bean
    Reports reports(
            EventLog log,
            Graders graders,
            ScenarioShelf scenarios,
            Cast cast,
            SessionIndex sessions,
            EmbeddingModel embeddings,
            Workbench besideCalls) {
        return new Reports(
                log,
                graders,
                started -> play(started, scenarios, cast),
                started -> earlier(started, sessions),
                new SaidAlready(embeddings),
                besideCalls);
    }

    private static Optional<Reports.Play> play(SessionStarted started, ScenarioShelf scenarios, Cast cast) {
        try {
            Scenario scenario = scenarios.current(started.scenario(), Circumstances.of(started.circumstances()));
            return Optional.of(new Reports.Play(
                    new Counterfactual(() -> cast.role(scenario, started.seed()).roleplay(), started.state()),
                    scenario.feelings().dimensions().stream()
                            .filter(d -> d.good() == EmotionRules.End.high)
                            .map(EmotionRules.Dimension::id)
                            .collect(Collectors.toSet()),
                    scenario.plot().endings().stream()
                            .filter(Plot.Ending::good)
                            .map(Plot.Ending::id)
                            .collect(Collectors.toSet()),
                    scenario.files()));
        } catch (InvalidPromptsException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> earlier(SessionStarted started, SessionIndex sessions) {
        if (started.ledBy() != null) {
            return List.of();
        }
        String owner = sessions.owner(started.session()).orElse(null);
        return sessions.latest(owner, LOOKED_THROUGH, 0).stream()
                .filter(s -> s.scenario().equals(started.scenario()) && s.score() != null && s.isAttempt())
                // The database keeps fewer digits of a second than the log: by time alone a call comes before itself.
                .filter(s -> !s.id().equals(started.session()) && s.started().isBefore(started.startedAt()))
                .limit(EARLIER)
                .map(SessionSummary::id)
                .toList();
    }
}
