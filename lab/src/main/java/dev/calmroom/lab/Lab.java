package dev.calmroom.lab;

import dev.calmroom.cli.Calmroom;

/** Calmroom's command line with the measurements beside the product's own commands. */
public final class Lab {
    private Lab() {}

    public static void main(String[] args) {
        Calmroom.run(args, new Bench());
    }
}
