/**
 * Words: how text is cut into them, which belong together, and what they mean to each other.
 *
 * <p>Open {@link dev.nightjar.zoo.text.WordTokenizer} first, which says what a word is. This
 * package knows texts and numbers only; {@code dev.nightjar.zoo.data} makes vocabularies with it.
 */
package dev.nightjar.zoo.text;
