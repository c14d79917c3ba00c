package dev.calmroom.judging;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.transcript.Turn;
import java.util.List;

/** Reads calls by a framework's heads. The last calls are kept: a call is read for its verdicts, and for its quotes. */
final class HeadReader {
    private static final int KEPT = 2;

    private final CriterionHeads heads;
    private final Appraiser appraiser;
    private final Cache<List<Turn>, CallByHeads> read =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    HeadReader(CriterionHeads heads, Appraiser appraiser) {
        this.heads = heads;
        this.appraiser = appraiser;
    }

    CallByHeads read(List<Turn> call) {
        return read.get(List.copyOf(call), turns -> CallByHeads.read(turns, heads, appraiser));
    }
}
