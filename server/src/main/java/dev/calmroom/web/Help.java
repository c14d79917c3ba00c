package dev.calmroom.web;

import dev.calmroom.call.LiveCall;
import dev.calmroom.protocol.ErrorCode;
import dev.calmroom.protocol.ProtocolException;
import dev.calmroom.report.Reports;
import dev.calmroom.report.Workbench;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the leader of a call could say next: looked for beside the calls, and for each call once at a time. */
public final class Help {
    private final Reports reports;
    private final Workbench bench;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    public Help(Reports reports, Workbench bench) {
        this.reports = reports;
        this.bench = bench;
    }

    /** @return false where what was asked for in this call is still looked for: that answers this as well */
    boolean begin(LiveCall call) {
        return underWay.add(call.session());
    }

    /**
     * After {@link #begin}: returns when the leader has been helped.
     *
     * @throws ProtocolException when there is none, or too many want some
     */
    void give(LiveCall call) {
        try {
            Reports.Help help = bench.work(() -> reports.help(call.session()))
                    .orElseThrow(() -> ProtocolException.harmless(
                            ErrorCode.NO_HELP, "Nothing that counts is missing: go on as you do."));
            // What comes after the end of the call would stand behind it in the log.
            if (!call.ended()) {
                call.helped(help.criterion(), help.text());
            }
        } catch (Workbench.FullException e) {
            throw ProtocolException.harmless(ErrorCode.OVERLOAD, "Too many ask for help just now. Ask once more.");
        } finally {
            underWay.remove(call.session());
        }
    }
}
