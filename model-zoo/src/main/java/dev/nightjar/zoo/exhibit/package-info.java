/**
 * What a trained network does, for people to look at: what it confuses, its worst mistakes, its
 * forecasts against the truth, what it writes. Made of the validation part only, so that looking
 * costs the test part nothing, and stored as small attachments of its trial, in JSON.
 *
 * <p>Open {@link dev.nightjar.zoo.exhibit.Exhibits} first: it says what is made of which data.
 */
package dev.nightjar.zoo.exhibit;
