package dev.nightjar.experiments.storage;

import dev.nightjar.search.trial.EpochReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The epochs of trials: a row each while the trial runs, so that a report costs the same however
 * many there were; one value when it has finished, so that many curves are read at once.
 */
final class CurveTable {

  /** A value in a row has at most a megabyte. */
  static final int MOST_BYTES = 500_000;

  private CurveTable() {}

  /** What a trial that is not finished has reported, by epoch. */
  static List<EpochReport> reported(Handle handle, long study, int number) {
    return handle
        .createQuery(
            "SELECT epoch, metrics, seconds FROM epoch WHERE study_id = :study AND number ="
                + " :number ORDER BY study_id, number, epoch")
        .bind("study", study)
        .bind("number", number)
        .map(
            (rs, context) ->
                new EpochReport(rs.getInt(1), RowJson.numbers(rs.getString(2)), rs.getDouble(3)))
        .list();
  }

  /**
   * Makes one value of a trial's epochs.
   *
   * @return the value; without bytes if there were no epochs
   */
  static byte[] pack(Handle handle, long study, int number) {
    List<EpochReport> epochs = reported(handle, study, number);
    if (epochs.isEmpty()) {
      return new byte[0];
    }
    byte[] curve = CurveCodec.encode(epochs);
    List<byte[]> parts = parts(curve);
    for (int part = 0; part < parts.size(); part++) {
      handle.execute(
          "INSERT INTO curve (study_id, number, part, content) VALUES (?, ?, ?, ?)",
          study,
          number,
          part,
          parts.get(part));
    }
    handle.execute("DELETE FROM epoch WHERE study_id = ? AND number = ?", study, number);
    return curve;
  }

  /** A curve cut into what a row can hold. */
  static List<byte[]> parts(byte[] curve) {
    List<byte[]> parts = new ArrayList<>();
    for (int from = 0; from < curve.length; from += MOST_BYTES) {
      parts.add(Arrays.copyOfRange(curve, from, Math.min(curve.length, from + MOST_BYTES)));
    }
    return parts;
  }
}
