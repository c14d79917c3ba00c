package dev.calmroom.app;

import dev.calmroom.call.CallEngines;
import dev.calmroom.call.SoundConsent;
import dev.calmroom.call.Switchboard;
import dev.calmroom.log.EventLog;
import dev.calmroom.report.Reports;
import dev.calmroom.report.Workbench;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.Leases;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.web.CallDesk;
import dev.calmroom.web.CallSocket;
import dev.calmroom.web.Connections;
import dev.calmroom.web.Costs;
import dev.calmroom.web.EarlierCalls;
import dev.calmroom.web.Help;
import dev.calmroom.web.Ownership;
import dev.calmroom.web.Resumption;
import dev.calmroom.web.Retakes;
import dev.calmroom.web.SwapDesk;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** Connects the socket, the desk and the switchboard. */
@Configuration(proxyBeanMethods = false)
@EnableWebSocket
class CallConfiguration {
    /** Longer text frames are refused by closing with 1009. */
    private static final int MOST_TEXT_BYTES = 32 * 1024;

    private static final int MOST_BINARY_BYTES = 16 * 1024;
    private static final int BESIDE_CALLS = 50;

    @Bean
    Switchboard switchboard(
            CallEngines engines,
            EventLog log,
            Switchboard.AfterCall afterCall,
            Leases leases,
            ServiceSettings settings,
            MeterRegistry meters,
            Optional<TurnTraces> traces) {
        TurnTimers timers = new TurnTimers(meters);
        Switchboard switchboard =
                new Switchboard(engines, log, settings.lines(), afterCall, leases, (session, turn, latency) -> {
                    timers.accept(latency);
                    traces.ifPresent(it -> it.answered(session, turn, latency));
                });
        Gauge.builder("calmroom.lines.used", switchboard, Switchboard::lines)
                .description("Calls at the moment")
                .register(meters);
        return switchboard;
    }

    /** Only where there is a collector. */
    @Bean
    @ConditionalOnExpression("!'${calmroom.traces:}'.isBlank()")
    TurnTraces turnTraces(@Value("${calmroom.traces:}") String collector) {
        return TurnTraces.to(collector.strip(), Clock.systemUTC());
    }

    @Bean
    CallDesk callDesk(
            ScenarioShelf scenarios,
            Cast cast,
            Switchboard switchboard,
            CallEngines engines,
            SoundConsent consent,
            EarlierCalls earlier) {
        return new CallDesk(
                scenarios, cast, switchboard, engines.voice().sampleRate(), Clock.systemUTC(), consent, earlier);
    }

    @Bean
    EarlierCalls earlierCalls(EventLog log, SessionIndex sessions) {
        return new EarlierCalls(log, sessions);
    }

    @Bean
    Retakes retakes(EventLog log, SessionIndex sessions, Leases leases, ScenarioShelf scenarios, CallDesk desk) {
        return new Retakes(log, sessions, leases, scenarios, desk, Clock.systemUTC());
    }

    @Bean
    Resumption resumption(EventLog log, Leases leases, ScenarioShelf scenarios, CallDesk desk) {
        return new Resumption(log, leases, scenarios, desk);
    }

    @Bean
    Ownership ownership(SessionIndex sessions) {
        return new Ownership(sessions);
    }

    @Bean
    WebMvcConfigurer owners(Ownership ownership, ServiceSettings settings) {
        Costs costs = new Costs(settings.address().requests(), Clock.systemUTC());
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(ownership);
                registry.addInterceptor(costs);
            }
        };
    }

    @Bean
    WebSocketConfigurer callSocket(
            CallDesk desk,
            Switchboard switchboard,
            Retakes retakes,
            Resumption resumption,
            Ownership ownership,
            Reports reports,
            @Qualifier("helping") Workbench helping,
            Connections connections,
            SwapDesk seats) {
        CallSocket calls = new CallSocket(
                desk, switchboard, retakes, resumption, ownership, new Help(reports, helping), connections, seats);
        return registry -> DoorConfiguration.openLine(registry, calls);
    }

    /** Twice the lines: whoever comes back may still hold the line that broke. */
    @Bean
    Connections connections(ServiceSettings settings, MeterRegistry meters) {
        Connections connections = new Connections(
                2 * settings.lines() + BESIDE_CALLS, settings.address().lines(), System::nanoTime);
        Gauge.builder("calmroom.connections", connections, Connections::count)
                .description("Sockets that are open")
                .register(meters);
        return connections;
    }

    @Bean(defaultCandidate = false)
    ScheduledExecutorService watching(Connections connections) {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("connections").factory());
        var _ = scheduler.scheduleWithFixedDelay(connections::look, 1, 1, TimeUnit.SECONDS);
        return scheduler;
    }

    @Bean
    Farewell farewell(
            Switchboard switchboard, Connections connections, ServiceSettings settings, ApplicationContext it) {
        return new Farewell(
                switchboard,
                connections,
                Duration.ofSeconds(settings.stop().seconds()),
                () -> AvailabilityChangeEvent.publish(it, ReadinessState.REFUSING_TRAFFIC));
    }

    @Bean
    ServletServerContainerFactoryBean socketLimits() {
        ServletServerContainerFactoryBean limits = new ServletServerContainerFactoryBean();
        limits.setMaxTextMessageBufferSize(MOST_TEXT_BYTES);
        limits.setMaxBinaryMessageBufferSize(MOST_BINARY_BYTES);
        return limits;
    }
}
