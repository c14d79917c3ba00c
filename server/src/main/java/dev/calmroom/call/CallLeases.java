package dev.calmroom.call;

/** Says which process a call belongs to, where several may share one log. */
public interface CallLeases {
    /**
     * A call is on the line here from now on.
     *
     * @param token by which the leader finds it again, here or elsewhere
     * @param lost run when another process has taken it over, or another call of this session has begun in this one:
     *     nothing more may be written to it by whoever began it
     */
    void begin(String session, String token, Runnable lost);

    /**
     * The call is found by another token from now on.
     *
     * @param before still good until the new one has come back: whoever was told of the new one may not have heard it
     * @return false where it has turned out that another process has the call: the token finds nothing
     */
    boolean renewed(String session, String token, String before);

    /** The leader has picked up. */
    void answered(String session);

    /** It is over, here at least, whoever began it. */
    void end(String session);

    /**
     * A call is over; where another of its session has begun here meanwhile, that one keeps the lease.
     *
     * @param lost of {@link #begin}, that very one
     */
    void end(String session, Runnable lost);
}
