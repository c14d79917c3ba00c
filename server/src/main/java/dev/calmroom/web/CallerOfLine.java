package dev.calmroom.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Carries who is asking from the request that opened a line to the line. */
public final class CallerOfLine implements HandshakeInterceptor {
    static Caller of(WebSocketSession socket) {
        return socket.getAttributes().get(Caller.ATTRIBUTE) instanceof Caller caller ? caller : Caller.ANYBODY;
    }

    @Override
    public boolean beforeHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        if (request instanceof ServletServerHttpRequest asked) {
            attributes.put(Caller.ATTRIBUTE, Caller.of(asked.getServletRequest()));
        }
        return true;
    }

    @Override
    public void afterHandshake(
            ServerHttpRequest request,
            ServerHttpResponse response,
            WebSocketHandler handler,
            @Nullable Exception failure) {}
}
