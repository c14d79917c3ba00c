package dev.calmroom.app;

import dev.calmroom.web.Door;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

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
}
