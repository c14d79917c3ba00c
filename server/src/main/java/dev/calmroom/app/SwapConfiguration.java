package dev.calmroom.app;

import dev.calmroom.authoring.PromptsInUse;
import dev.calmroom.call.Switchboard;
import dev.calmroom.log.EventLog;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.Leases;
import dev.calmroom.swap.Leaders;
import dev.calmroom.swap.Seats;
import dev.calmroom.web.CallDesk;
import dev.calmroom.web.SwapDesk;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Calls with the seats swapped. */
@Configuration(proxyBeanMethods = false)
class SwapConfiguration {

    @Bean
    Seats seats(PromptsInUse prompts, PersonaModel model, Cast cast, PersonaAgents casting) {
        return new Seats(cast, new Leaders(prompts.folder(), model.language()), casting::playedBy);
    }

    @Bean
    SwapDesk swapDesk(
            ScenarioShelf scenarios,
            CallDesk desk,
            Seats seats,
            EventLog log,
            Leases leases,
            GradingDesk grading,
            Switchboard switchboard) {
        return new SwapDesk(scenarios, desk, seats, log, leases, grading, switchboard::takesNoMore);
    }
}
