package dev.calmroom.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;

/**
 * The embedded database's password: made at the first start, kept in a file beside the database that its owner alone can
 * read, and given to a database from before there was one. It stops whoever gets hold of the database's file alone from
 * opening it as a database; it encrypts nothing.
 */
final class EmbeddedPassword {
    static final String FILE = "calmroom.password";

    /** H2's {@code ErrorCode.WRONG_USER_OR_PASSWORD}. */
    static final int REFUSED = 28000;

    private static final int BYTES = 24;
    private static final int LONGEST = 200;

    private EmbeddedPassword() {}

    /**
     * The password that lies in this folder; made where there is none.
     *
     * @throws StoreUnavailableException when the file can be neither read nor written
     */
    static synchronized String in(Path folder) {
        Path file = folder.resolve(FILE);
        // Under a lock: of two processes that start at once, the one that finds the database taken must not have
        // replaced the other's password.
        try (FileChannel channel = OwnersOnly.open(file);
                var _ = channel.lock()) {
            String kept = read(channel);
            return kept.isEmpty() ? write(channel) : kept;
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    new StoreTrouble(
                            "The file with the embedded database's password cannot be used: " + file,
                            "Give it to the user that runs Calmroom, or name another data folder with --data."),
                    e);
        }
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // until all of it is there
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
    }

    private static String write(FileChannel channel) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        channel.truncate(0);
        ByteBuffer bytes = ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        // On the disk before the database has it: the other way round, a power cut would lock everybody out.
        channel.force(true);
        return password;
    }

    /** A connection to the embedded database, which has this password then. */
    static Connection connect(String url, String user, String password) throws SQLException {
        try {
            return DriverManager.getConnection(url, user, password);
        } catch (SQLException refused) {
            if (refused.getErrorCode() != REFUSED || password.isEmpty()) {
                throw refused;
            }
            return withoutOne(url, user, password, refused);
        }
    }

    private static Connection withoutOne(String url, String user, String password, SQLException refused)
            throws SQLException {
        Connection connection;
        try {
            connection = DriverManager.getConnection(url, user, "");
        } catch (SQLException hasAnother) {
            refused.addSuppressed(hasAnother);
            throw refused;
        }
        // As a parameter: what is written into a statement can come up in a log.
        try (PreparedStatement give = connection.prepareStatement("set password ?")) {
            give.setString(1, password);
            give.execute();
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
