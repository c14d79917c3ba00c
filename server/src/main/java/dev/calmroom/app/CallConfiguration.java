package dev.calmroom.app;

import dev.calmroom.call.CallEngines;
import dev.calmroom.call.SoundConsent;
import dev.calmroom.call.Switchboard;
import dev.calmroom.log.EventLog;
import dev.calmroom.report.Reports;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.Leases;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.web.CallDesk;
import dev.calmroom.web.CallSocket;
import dev.calmroom.web.EarlierCalls;
import dev.calmroom.web.Ownership;
import dev.calmroom.web.Resumption;
import dev.calmroom.web.Retakes;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
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

    @Bean
    Switchboard switchboard(
            CallEngines engines,
            EventLog log,
            Switchboard.AfterCall afterCall,
            Leases leases,
            ServiceSettings settings,
            MeterRegistry meters) {
        Switchboard switchboard =
                new Switchboard(engines, log, settings.lines(), afterCall, leases, new TurnTimers(meters));
        Gauge.builder("calmroom.lines.used", switchboard, Switchboard::lines)
                .description("Calls at the moment")
                .register(meters);
        return switchboard;
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
    WebMvcConfigurer owners(Ownership ownership) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(ownership);
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
            Reports reports) {
        CallSocket calls = new CallSocket(desk, switchboard, retakes, resumption, ownership, reports);
        return registry -> DoorConfiguration.openLine(registry, calls);
    }

    @Bean
    ServletServerContainerFactoryBean socketLimits() {
        ServletServerContainerFactoryBean limits = new ServletServerContainerFactoryBean();
        limits.setMaxTextMessageBufferSize(MOST_TEXT_BYTES);
        limits.setMaxBinaryMessageBufferSize(MOST_BINARY_BYTES);
        return limits;
    }
}
