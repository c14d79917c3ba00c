package dev.calmroom.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.call.LiveCall;
import dev.calmroom.call.Occupation;
import dev.calmroom.call.Switchboard;
import dev.calmroom.protocol.ErrorCode;
import dev.calmroom.protocol.MicrophoneFrame;
import dev.calmroom.protocol.Protocol;
import dev.calmroom.protocol.ProtocolException;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.protocol.ToServer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** One end of {@code /ws/call}: checks what comes in, hands it to the call, and answers what is wrong with it. */
public final class CallSocket extends AbstractWebSocketHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CallSocket.class);
    private static final String CONVERSATION = "conversation";

    private final CallDesk desk;
    private final Switchboard switchboard;
    private final Retakes retakes;
    private final Resumption resumption;
    private final Help help;
    private final Ownership ownership;
    private final Connections connections;
    private final SwapDesk seats;
    /** A call outlives its lines. */
    private final Cache<LiveCall, TypedOnce> typed =
            Caffeine.newBuilder().weakKeys().build();
    /** Whoever comes twice with one token is served one after the other. */
    private final Object[] turnstiles = Stream.generate(Object::new).limit(64).toArray();

    public CallSocket(
            CallDesk desk,
            Switchboard switchboard,
            Retakes retakes,
            Resumption resumption,
            Ownership ownership,
            Help help,
            Connections connections,
            SwapDesk seats) {
        this.help = help;
        this.desk = desk;
        this.switchboard = switchboard;
        this.retakes = retakes;
        this.resumption = resumption;
        this.ownership = ownership;
        this.connections = connections;
        this.seats = seats;
    }

    /** What one connection has come to; changed by the socket's own thread only. */
    private static final class Conversation {
        final String id;
        final Outbox outbox;
        final Caller caller;

        volatile @Nullable LiveCall call;

        /** Nobody is at its other end any more. */
        volatile boolean left;

        /** Null on a line too many, which is closed, and on which nothing is heard. */
        volatile Connections.@Nullable Connection connection;

        long nextFrame;
        boolean muted;
        boolean test;

        /** That of the last welcome; null as soon as something has come after it. */
        @Nullable
        String told;

        Conversation(String id, Outbox outbox, Caller caller) {
            this.id = id;
            this.outbox = outbox;
            this.caller = caller;
        }

        LiveCall call() {
            LiveCall current = call;
            if (current == null) {
                throw ProtocolException.harmless(
                        ErrorCode.NO_HELLO, "Say hello first: there is no call on this line yet.");
            }
            if (current.ended()) {
                throw ProtocolException.harmless(
                        ErrorCode.ENDED, "This call is over. Its report is on the report page.");
            }
            return current;
        }
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) {
        Conversation conversation = new Conversation(socket.getId(), new Outbox(socket), CallerOfLine.of(socket));
        socket.getAttributes().put(CONVERSATION, conversation);
        conversation.connection = connections
                .open(socket.getRemoteAddress(), conversation.outbox, () -> letGo(conversation))
                .orElse(null);
    }

    private static void letGo(Conversation conversation) {
        conversation.left = true;
        if (conversation.call != null) {
            conversation.call.detach(conversation.outbox);
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession socket, PongMessage message) {
        heard(socket, _ -> {});
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
        heard(socket, conversation -> take(conversation, Protocol.toServer(message.getPayload())));
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession socket, BinaryMessage message) {
        heard(socket, conversation -> {
            // A microphone does not notice at once that the line is dead.
            if (conversation.call != null && conversation.call.ended()) {
                return;
            }
            LiveCall call = conversation.call();
            MicrophoneFrame frame = Protocol.microphone(message.getPayload());
            // A frame that was sent twice is heard once.
            if (frame.sequence() >= conversation.nextFrame && !conversation.muted) {
                call.hear(frame.samples());
            }
            conversation.nextFrame = Math.max(conversation.nextFrame, frame.sequence() + 1);
            call.microphoneFrames(conversation.nextFrame);
        });
    }

    private interface Action {
        void run(Conversation conversation);
    }

    /** It is there from the first moment of the connection on. */
    private static Conversation conversation(WebSocketSession socket) {
        return (Conversation) Objects.requireNonNull(socket.getAttributes().get(CONVERSATION));
    }

    private static void heard(WebSocketSession socket, Action action) {
        Conversation conversation = conversation(socket);
        Connections.Connection connection = conversation.connection;
        if (connection != null) {
            connection.heard();
            answerTrouble(conversation, action);
        }
    }

    private static void answerTrouble(Conversation conversation, Action action) {
        try {
            action.run(conversation);
        } catch (ProtocolException e) {
            conversation.outbox.send(e.told());
            if (e.isFatal()) {
                conversation.outbox.close(
                        e.code() == ErrorCode.BUSY ? CloseStatus.SERVICE_OVERLOAD : CloseStatus.POLICY_VIOLATION);
            } else if (e.isForNow()) {
                conversation.outbox.sendAway();
            }
        } catch (RuntimeException e) {
            LOG.error("connection {}", conversation.id, e);
            conversation.outbox.send(new ToClient.Trouble(
                    ErrorCode.INTERNAL,
                    "Something went wrong here. Try again; if it stays so, look at the server's log.",
                    false));
            if (conversation.call == null) {
                // Nobody says anything more on a line without a call; closed, the page comes again with its token.
                conversation.outbox.close(CloseStatus.SERVER_ERROR);
            }
        }
    }

    /** Whoever says something after the welcome has heard the token in it. */
    private void heardTold(Conversation conversation) {
        LiveCall call = conversation.call;
        String told = conversation.told;
        if (call != null && told != null) {
            conversation.told = null;
            // Not on the socket's own thread: it is written to the database, and sound comes in meanwhile.
            Thread.ofVirtual().name("told-" + call.session()).start(() -> switchboard.heard(call, told));
        }
    }

    private void take(Conversation conversation, ToServer request) {
        heardTold(conversation);
        switch (request) {
            case ToServer.Hello hello -> hello(conversation, hello);
            case ToServer.Answer _ -> conversation.call().answer();
            case ToServer.Say say -> say(conversation.call(), say);
            case ToServer.Microphone microphone -> conversation.call().hearsThrough(microphone.echoCancellation());
            case ToServer.Mute mute -> {
                conversation.muted = mute.on();
                conversation.call().occupied(Occupation.Kind.MUTED, mute.on());
                if (mute.on()) {
                    conversation.call().mute();
                }
            }
            case ToServer.Typing it -> conversation.call().occupied(Occupation.Kind.TYPING, it.on());
            case ToServer.Pause it -> conversation.call().occupied(Occupation.Kind.PAUSE, it.on());
            case ToServer.Hold hold -> {
                if (hold.on()) {
                    conversation.call().putOnHold();
                } else {
                    conversation.call().takeOffHold();
                }
            }
            case ToServer.Help _ -> help(conversation);
            case ToServer.Playback it -> playback(conversation, it.turn(), it.samples(), it.done());
            case ToServer.Spoken it -> playback(conversation, it.turn(), it.chars(), it.done());
            case ToServer.PutDown _ -> conversation.call().putDown();
            case ToServer.Hangup _ -> conversation.call().hangUp();
            case ToServer.Ping ping -> conversation.outbox.send(new ToClient.Pong(ping.id()));
            case ToServer.Unknown unknown -> LOG.debug("ignored a message of type {}", unknown.type());
        }
    }

    private void say(LiveCall call, ToServer.Say say) {
        if (typed.get(call, _ -> new TypedOnce()).isNew(say.id())) {
            call.say(say.text());
        }
    }

    /** Not on the socket's own thread: to see what is still missing takes a while, and sound comes in meanwhile. */
    private void help(Conversation conversation) {
        LiveCall call = conversation.call();
        if (conversation.test) {
            throw ProtocolException.harmless(ErrorCode.NO_HELP, "This call is a test: nobody helps in it.");
        }
        call.occupied(Occupation.Kind.HELPED, true);
        if (help.begin(call)) {
            Thread.ofVirtual()
                    .name("help-" + call.session())
                    .start(() -> answerTrouble(conversation, _ -> help.give(call)));
        }
    }

    /** The last acknowledgement of a call that has just ended is no mistake of the client's. */
    private static void playback(Conversation conversation, int turn, long length, boolean done) {
        LiveCall call = conversation.call;
        if (call == null) {
            conversation.call();
        } else if (!call.ended()) {
            call.played(turn, length, done);
        }
    }

    private void hello(Conversation conversation, ToServer.Hello hello) {
        if (conversation.connection != null) {
            conversation.connection.greeted();
        }
        conversation.test = hello.wishes().test();
        if (conversation.call != null) {
            throw ProtocolException.fatal(
                    ErrorCode.SECOND_HELLO, "This line has a call already; open another line for another.");
        }
        if (hello.sampleRate() != 16_000) {
            throw ProtocolException.fatal(
                    ErrorCode.BAD_FORMAT, "The microphone is heard at 16000 samples a second only.");
        }
        if (hello.seat() != null) {
            sit(conversation, hello, hello.seat());
        } else if (hello.resume() == null) {
            Caller caller = conversation.caller;
            begin(conversation, desk.connect(hello, caller.owner(), session -> ownership.claim(caller, session)));
        } else {
            synchronized (turnstiles[Math.floorMod(hello.resume().hashCode(), turnstiles.length)]) {
                resume(conversation, hello, hello.resume());
            }
        }
    }

    /** Where the seats are swapped: whoever has taken a seat speaks from it. */
    private void sit(Conversation conversation, ToServer.Hello hello, String seat) {
        CallDesk.Caller caller = seats.sitting(seat)
                .filter(_ -> ownership.isOwn(conversation.caller, seat))
                .map(sitting -> sitting.connect(desk, hello.voice()))
                .orElseThrow(() -> ProtocolException.fatal(
                        ErrorCode.RESUME_EXPIRED, "Nobody sits in that call here: it is over, or at another server."));
        // Nobody helps whom code tells what to do.
        conversation.test = true;
        conversation.call = caller.call();
        conversation.outbox.send(caller.welcome());
        attach(conversation, caller.call(), hello.last());
    }

    private void begin(Conversation conversation, CallDesk.Caller caller) {
        conversation.call = caller.call();
        conversation.outbox.send(caller.welcome());
        attach(conversation, caller.call(), 0);
    }

    /** Whoever left while the call was made ready was let go of before there was one. */
    private static void attach(Conversation conversation, LiveCall call, long last) {
        call.attach(conversation.outbox, last);
        if (conversation.left) {
            call.detach(conversation.outbox);
        }
    }

    private void resume(Conversation conversation, ToServer.Hello hello, String token) {
        Optional<LiveCall> found = switchboard
                .find(token)
                .filter(call -> !call.ended() && ownership.isOwn(conversation.caller, call.session()));
        // Without a new token it is over meanwhile, or another server has it: its log tells.
        Optional<String> renewed = found.flatMap(_ -> switchboard.renew(token));
        if (found.isPresent() && renewed.isPresent()) {
            LiveCall call = found.get();
            conversation.call = call;
            conversation.told = renewed.get();
            conversation.outbox.send(desk.welcomeBack(call, renewed.get()));
            attach(conversation, call, hello.last());
            return;
        }
        Predicate<String> allowed = session -> ownership.isOwn(conversation.caller, session);
        try (Switchboard.Line line = desk.line()) {
            Optional<Retakes.Waiting> retake = retakes.take(token, allowed);
            if (retake.isPresent()) {
                begin(conversation, desk.connect(line, retake.get(), hello));
            } else {
                Resumption.Revived revived = resumption.revive(token, allowed).orElseThrow(CallSocket::expired);
                goOn(conversation, hello, revived, desk.connect(line, revived, hello));
            }
        }
    }

    private static ProtocolException expired() {
        return ProtocolException.fatal(
                ErrorCode.RESUME_EXPIRED, "That call is over; its report is among the past attempts.");
    }

    private static void goOn(
            Conversation conversation, ToServer.Hello hello, Resumption.Revived revived, CallDesk.Caller caller) {
        conversation.call = caller.call();
        conversation.told = caller.welcome().resume();
        conversation.outbox.send(caller.welcome());
        attach(conversation, caller.call(), hello.last());
        if (revived.answered()) {
            caller.call().answer();
        }
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        Conversation conversation = conversation(socket);
        letGo(conversation);
        if (conversation.connection != null) {
            conversation.connection.closed();
        }
        conversation.outbox.close();
    }

    @Override
    public void handleTransportError(WebSocketSession socket, Throwable failure) {
        LOG.debug("connection {}", socket.getId(), failure);
    }
}
