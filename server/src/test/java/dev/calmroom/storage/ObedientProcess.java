package dev.calmroom.storage;

import dev.calmroom.log.StoreStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of its own with a store, whose disk can be limited from outside; appends one event for each line it reads. */
final class ObedientProcess {
    private ObedientProcess() {}

    /** @param arguments the data folder and the session */
    public static void main(String[] arguments) throws IOException {
        String session = arguments[1];
        try (Store store = Store.open(Database.inFolder(Path.of(arguments[0])));
                BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            store.log().watch(session, news -> {
                switch (news) {
                    case StoreStatus.Held held -> System.out.println("held: " + held.reason());
                    case StoreStatus.Kept kept -> System.out.println("kept: " + kept.written());
                }
            });
            store.log().append(session, 0, Events.started(session));
            System.out.println("ready");
            int turn = 1;
            for (String words = orders.readLine(); words != null; words = orders.readLine()) {
                System.out.println("shown: "
                        + store.log()
                                .append(session, turn++, Events.said(2, words))
                                .sequence());
            }
        }
        System.out.println("closed");
    }
}
