package dev.calmroom.app;

import dev.calmroom.web.Door;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Who may come in, before anything else looks at a request. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {
    /** A transcript of two hours has a tenth of it. */
    private static final long MOST_BYTES = 4L << 20;

    @Bean
    FilterRegistrationBean<Door> door(Environment settings) {
        Set<String> hosts = Arrays.stream(
                        settings.getProperty("calmroom.hosts", "").split(","))
                .filter(host -> !host.isBlank())
                .collect(Collectors.toSet());
        Door door = new Door(settings.getProperty("server.address", "127.0.0.1"), hosts, MOST_BYTES);
        FilterRegistrationBean<Door> registration = new FilterRegistrationBean<>(door);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
