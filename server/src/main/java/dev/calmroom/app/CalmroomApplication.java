package dev.calmroom.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service as Spring sees it. */
@SpringBootApplication(scanBasePackages = {"dev.calmroom.app", "dev.calmroom.web"})
public class CalmroomApplication {}
