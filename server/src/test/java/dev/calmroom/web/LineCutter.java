package dev.calmroom.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between page and service that can be cut: every connection breaks, and new ones break at once. */
final class LineCutter implements AutoCloseable {
    private final URI service;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    LineCutter(URI service) {
        this.service = service;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::admit);
    }

    URI address() {
        return URI.create("http://localhost:" + door.getLocalPort());
    }

    void cut() {
        cut = true;
        open.forEach(LineCutter::hangUp);
        open.clear();
    }

    void mend() {
        cut = false;
    }

    private void admit() {
        try {
            while (true) {
                Socket page = door.accept();
                if (cut) {
                    hangUp(page);
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), service.getPort());
                page.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                open.add(page);
                open.add(server);
                Thread.ofVirtual().start(() -> pass(page, server));
                Thread.ofVirtual().start(() -> pass(server, page));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Cut, or left.
        } finally {
            hangUp(from);
            hangUp(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was closed before.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
