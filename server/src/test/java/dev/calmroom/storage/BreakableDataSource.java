package dev.calmroom.storage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A fake fault over a real database: the cable can be pulled, before a statement or in the middle of a commit. */
final class BreakableDataSource extends DelegatingDataSource {
    private volatile boolean down;
    private volatile boolean cutAfterCommit;

    BreakableDataSource(DataSource real) {
        super(real);
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    /** The next commit is carried out, but its answer never arrives, and the line stays dead. */
    void loseAnswerToNextCommit() {
        cutAfterCommit = true;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (down) {
            throw lost();
        }
        Connection real = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(real, arguments);
                        if (method.getName().equals("commit") && cutAfterCommit) {
                            cutAfterCommit = false;
                            down = true;
                            throw lost();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private static SQLException lost() {
        return new SQLException("An I/O error occurred while sending to the backend.", "08006");
    }
}
