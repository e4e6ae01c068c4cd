package dev.nightjar.zoo.data;

/**
 * How large the parts of a data set are, for people.
 *
 * @param unit what is counted, in the plural: {@code sequences}, {@code documents}, {@code
 *     characters}, {@code words}
 * @param train how many to train on
 * @param validation how many to validate on
 * @param test how many only the winner meets
 */
public record PartSizes(String unit, long train, long validation, long test) {}
