package dev.calmroom.log;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * What followed a call: a simulation, explained.
 *
 * @param worked whether the way that was taken first held
 * @param slips small mistakes that were made
 * @param slipCauses why there were more or fewer of them than on another night
 * @param minutesToRestore from the end of the call until the platform was back
 * @param minutesOfDataLost what was lost by it
 * @param timeline five or six lines
 */
public record NightStory(
        @JsonUnwrapped Bet bet,
        boolean worked,
        int slips,
        List<OddsShift> slipCauses,
        int minutesToRestore,
        int minutesOfDataLost,
        List<Moment> timeline) {
    public NightStory {
        slipCauses = List.copyOf(slipCauses);
        timeline = List.copyOf(timeline);
    }

    /**
     * The way that was taken first, and what it had for it.
     *
     * @param option its id
     * @param optionName the same in words
     * @param baseOdds what the scenario gives this way, 0 to 1
     * @param odds what they had become, 0 to 1
     * @param shifts why they moved; they add up to the difference, before it is kept within 0.02 and 0.98
     */
    public record Bet(String option, String optionName, double baseOdds, double odds, List<OddsShift> shifts) {
        public Bet {
            shifts = List.copyOf(shifts);
        }
    }

    public String option() {
        return bet.option();
    }

    public String optionName() {
        return bet.optionName();
    }

    public double baseOdds() {
        return bet.baseOdds();
    }

    public double odds() {
        return bet.odds();
    }

    public List<OddsShift> shifts() {
        return bet.shifts();
    }

    /** @param amount signed, on the scale of what it moves */
    public record OddsShift(String cause, double amount) {}

    /** @param clock the night's own time, {@code 00:41} */
    public record Moment(String clock, String text) {}
}
