package dev.parley.config;

/** How one kind of value is read from its text. */
@FunctionalInterface
interface Kind<T> {
    T read(String text) throws Unfit;
}
