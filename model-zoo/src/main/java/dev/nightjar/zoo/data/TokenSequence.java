package dev.nightjar.zoo.data;

/**
 * A sequence as the network reads it.
 *
 * @param tokens token numbers, at least one; not copied
 * @param label the number of its class
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Never compared; boxed tokens would be ten times as large.
public record TokenSequence(int[] tokens, int label) {}
