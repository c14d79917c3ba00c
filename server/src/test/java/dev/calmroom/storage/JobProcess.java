package dev.calmroom.storage;

import java.io.IOException;
import java.util.Map;

/** A server that begins every job and ends none, until it is killed. */
final class JobProcess {
    private JobProcess() {}

    /** @param arguments the database's URL, user and password */
    public static void main(String[] arguments) throws IOException {
        Store store = Store.open(new Database(arguments[0], arguments[1], arguments[2]));
        Jobs jobs = new Jobs(store.source(), JobsTest.HEARTBEAT, JobsTest.HEARTBEAT);
        jobs.start(Map.of("grade", (subject, because) -> {
            System.out.println("begun " + subject);
            System.out.flush();
            try {
                Thread.currentThread().join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }
}
