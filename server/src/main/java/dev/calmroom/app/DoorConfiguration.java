package dev.calmroom.app;

import dev.calmroom.protocol.Protocol;
import dev.calmroom.web.AccessKeys;
import dev.calmroom.web.CallerOfLine;
import dev.calmroom.web.Door;
import dev.calmroom.web.Login;
import dev.calmroom.web.OidcLogin;
import dev.calmroom.web.OidcSettings;
import jakarta.servlet.Filter;
import java.time.Clock;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** Who may come in, before anything else looks at a request. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {
    /** A transcript of two hours has a tenth of it. */
    private static final long MOST_BYTES = 4L << 20;

    @Bean
    FilterRegistrationBean<Door> door(
            ServiceSettings settings, @Value("${server.address:127.0.0.1}") String listensAt) {
        Door door = new Door(listensAt, settings.hostNames(), MOST_BYTES);
        FilterRegistrationBean<Door> registration = new FilterRegistrationBean<>(door);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** Without one the door would be open to whoever reaches the machine. */
    @Bean
    FilterRegistrationBean<Filter> login(
            ServiceSettings settings, @Value("${server.address:127.0.0.1}") String listensAt) {
        ServiceSettings.Access access = settings.access();
        if (OpenDoor.isOpen(listensAt, access.key() + settings.oidc().issuer(), access.login())) {
            throw new OpenDoorException(listensAt);
        }
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(login(settings));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    private static Filter login(ServiceSettings settings) {
        ServiceSettings.Access access = settings.access();
        Clock clock = Clock.systemUTC();
        AccessKeys keys = access.key().isEmpty() ? null : new AccessKeys(access.key(), access.trainer(), clock);
        OidcLogin issuer = settings.oidc().isAsked() ? issuer(settings.oidc().settings(), clock) : null;
        return keys == null && issuer == null
                ? (request, response, chain) -> chain.doFilter(request, response)
                : new Login(keys, issuer, clock);
    }

    private static OidcLogin issuer(OidcSettings settings, Clock clock) {
        try {
            return new OidcLogin(settings, clock);
        } catch (IllegalArgumentException e) {
            throw new NoIssuerException(e);
        }
    }

    /**
     * Who is calling, and whether over TLS, is believed of these proxies only. Never the name: a page that has pointed a
     * name of its own at this machine can send any header, and would come as the proxy.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> proxies(ServiceSettings settings) {
        return server -> {
            if (!settings.proxies().isEmpty()) {
                RemoteIpValve valve = new RemoteIpValve();
                valve.setInternalProxies(String.join(",", settings.proxies()));
                valve.setProtocolHeader("X-Forwarded-Proto");
                server.addEngineValves(valve);
            }
        };
    }

    /** The door has looked at a call's origin; Spring's own look knows of no proxy that ends TLS. */
    static void openLine(WebSocketHandlerRegistry registry, WebSocketHandler calls) {
        DefaultHandshakeHandler handshake = new DefaultHandshakeHandler();
        handshake.setSupportedProtocols(Protocol.SUBPROTOCOL);
        // The second by a path of its own: behind a proxy a seat is at the server where it was taken.
        registry.addHandler(calls, "/ws/call", "/ws/seat")
                .setHandshakeHandler(handshake)
                .addInterceptors(new CallerOfLine())
                .setAllowedOriginPatterns("*");
    }
}
