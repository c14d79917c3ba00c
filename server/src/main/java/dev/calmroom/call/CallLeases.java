package dev.calmroom.call;

/** Says which process a call belongs to, where several may share one log. */
public interface CallLeases {
    /**
     * A call is on the line here from now on.
     *
     * @param token by which the leader finds it again, here or elsewhere
     * @param lost run when another process has taken it over: nothing more may be written to it here
     */
    void begin(String session, String token, Runnable lost);

    /**
     * The call is found by another token from now on.
     *
     * @param before still good until the new one has come back: whoever was told of the new one may not have heard it
     */
    void renewed(String session, String token, String before);

    /** The leader has picked up. */
    void answered(String session);

    /** It is over, here at least. */
    void end(String session);
}
