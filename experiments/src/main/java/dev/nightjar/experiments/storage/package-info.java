/**
 * Studies and trials in a database. Open {@link dev.nightjar.experiments.storage.JdbcStorage}
 * first: it is the contract {@link dev.nightjar.search.storage.Storage}, one call a transaction.
 *
 * <p>Under it, from the outside in: {@code StudyTable}, {@code LeaseTable}, {@code TrialTable},
 * {@code TrialLoader} and {@code AttachmentTable} hold the SQL; {@code Transactions} runs it and
 * repeats what a lost connection cut off; {@code AssignmentTable} and {@code ClaimTable} are the
 * queue of {@link dev.nightjar.experiments.cluster}; {@code Problems} turns what goes wrong into
 * words.
 *
 * <p>{@code Database} is which one it is, by its URL, and how it is opened: {@code H2Database} or
 * {@code PostgresDatabase}. Where their SQL differs is in {@code Dialect}. All that follows is of
 * H2's files alone.
 *
 * <p>An H2 file can be open in one process only. {@code OwnedDatabase} is how several share it: the
 * first writer opens the file and lets the others in through a port on the loopback interface,
 * written with a secret into {@code ServerFile}; when it ends, the next takes over. Readers ({@code
 * ReadingConnections}) go in by the same door, or open the file for a moment when nobody has it.
 * The tables themselves are in {@code schema/}, applied by {@code Schema}; {@code OlderDatabase}
 * does that to a file that has older ones.
 *
 * <p>What is written has checksums ({@code Checksum}, compared by {@code TrialLoader} and {@code
 * AttachmentTable}), finished trials are counted outside the database ({@code OutcomeCounts}), and
 * {@code AutomaticBackup} decides when {@code Backups} makes one, so that {@link
 * dev.nightjar.experiments.storage.Restoration} has something to restore.
 */
package dev.nightjar.experiments.storage;
