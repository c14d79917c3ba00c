package dev.calmroom.roleplay;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.comprehension.TurnReader;
import dev.calmroom.persona.Director;
import dev.calmroom.persona.Voicing;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;

/** What of a roleplay stays the same for the whole call. */
record Parts(
        Scenario scenario,
        Appraiser appraiser,
        Ear ear,
        Director director,
        Voicing voicing,
        Hearing hearing,
        Agreements agreements,
        NoteTaking notesTaken,
        SceneNotes notes,
        SecondReading second,
        long seed) {
    static Parts of(Scenario scenario, Appraiser appraiser, Ear ear, long seed) {
        Plot plot = scenario.plot();
        Agreements agreements = new Agreements(plot);
        Hearing hearing = new Hearing(plot, scenario.feelings(), new Topics(plot));
        return new Parts(
                scenario,
                appraiser,
                ear,
                new Director(plot),
                new Voicing(plot, scenario.feelings()),
                hearing,
                agreements,
                new NoteTaking(plot, agreements),
                new SceneNotes(scenario),
                new SecondReading(hearing, new ReadingNotes(scenario.sha256()), false, TurnReader.NOBODY),
                seed);
    }

    Parts with(SecondReading other) {
        return new Parts(
                scenario, appraiser, ear, director, voicing, hearing, agreements, notesTaken, notes, other, seed);
    }
}
