/**
 * Where studies and trials are kept. {@link dev.nightjar.search.storage.Storage} is the contract;
 * {@link dev.nightjar.search.storage.InMemoryStorage} keeps nothing beyond the process. One
 * contract test runs over every implementation.
 */
package dev.nightjar.search.storage;
