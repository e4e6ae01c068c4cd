package dev.nightjar.zoo.exhibit;

import dev.nightjar.search.trial.Attachment;
import dev.nightjar.zoo.data.Keyboard;
import dev.nightjar.zoo.data.MusicPiece;
import dev.nightjar.zoo.model.MusicModel;
import dev.nightjar.zoo.model.Sampler;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Music that a network wrote: {@code chords}, each the MIDI pitches that sound at a time step, of
 * which the first {@code given} are the beginning of a piece of the validation part.
 */
final class Piece {

  private static final int GIVEN = 8;
  private static final int WRITTEN = 56;

  private Piece() {}

  static Attachment of(MusicModel model, MusicPiece beginning, long seed) {
    List<int[]> given =
        IntStream.range(0, Math.min(GIVEN, beginning.steps()))
            .mapToObj(step -> Arrays.stream(beginning.keys(step)).map(Keyboard::pitch).toArray())
            .toList();
    List<int[]> chords = model.write(given, WRITTEN, Sampler.of(seed));
    return JsonAttachment.of(
        Attachment.PIECE,
        json -> {
          json.writeNumberField("given", given.size());
          json.writeArrayFieldStart("chords");
          for (int[] chord : chords) {
            json.writeArray(chord, 0, chord.length);
          }
          json.writeEndArray();
        });
  }
}
