package dev.parley.interop.bench;

/** Something that takes the texts of a room from Asterisk and gives each other member a copy. */
interface Contender {
    /** Attaches to Asterisk and returns when every member is known. Closing detaches. */
    Attached attach(int members) throws Exception;

    interface Attached extends AutoCloseable {
        @Override
        void close();
    }
}
