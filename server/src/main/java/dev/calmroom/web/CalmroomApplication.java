package dev.calmroom.web;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service as Spring sees it. */
@SpringBootApplication(scanBasePackages = {"dev.calmroom.web", "dev.calmroom.storage"})
public class CalmroomApplication {}
