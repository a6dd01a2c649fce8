package dev.parley.admin;

/** What a request gets. */
record Answer(int status, String contentType, String body) {}
