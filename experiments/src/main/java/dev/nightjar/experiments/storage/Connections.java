package dev.nightjar.experiments.storage;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionFactory;

/** Where connections come from and go back to. Safe for use by several threads. */
interface Connections extends ConnectionFactory, AutoCloseable {

  @Override
  void closeConnection(Connection connection) throws SQLException;

  /** Forgets the connections kept for later: one of them turned out to be broken. */
  void forget();

  @Override
  void close();
}
