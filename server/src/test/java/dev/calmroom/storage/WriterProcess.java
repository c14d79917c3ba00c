package dev.calmroom.storage;

import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import java.io.PrintStream;

/**
 * A process that keeps events and shows each one on its standard output once it is kept, as a server shows them to a
 * page; it goes on until it is killed.
 */
final class WriterProcess {
    private WriterProcess() {}

    /** @param arguments the database's URL, user and password, then the sessions to write, a thread each */
    public static void main(String[] arguments) {
        Store store = Store.open(new Database(arguments[0], arguments[1], arguments[2]));
        for (int i = 3; i < arguments.length; i++) {
            String session = arguments[i];
            Thread.ofPlatform().start(() -> write(store, session, System.out));
        }
    }

    private static void write(Store store, String session, PrintStream page) {
        show(page, session, store.log().append(session, 0, Events.started(session)));
        for (int turn = 2; ; turn += 2) {
            String words = "turn %d of %s".formatted(turn, session);
            show(page, session, store.log().append(session, turn, Events.said(turn, words)));
            show(page, session, store.log().append(session, turn, Events.shifted(turn)));
        }
    }

    private static void show(PrintStream page, String session, LoggedEvent event) {
        page.println(session + " " + event.sequence() + " "
                + EventJson.write(event.event()).hashCode());
        page.flush();
    }
}
