package dev.nightjar.experiments.storage;

import java.util.regex.Pattern;

/**
 * Passwords in the URLs of storages, where they do not belong: a command line is seen by everybody
 * on the machine, and stays in the history of the shell. Such a URL is refused before anything is
 * done with it, and never repeated.
 */
public final class UrlPasswords {

  /** A setting, {@code ;PASSWORD=…} or {@code &password=…}, up to the next one. */
  private static final Pattern SETTING =
      Pattern.compile("(?i)\\b((?:ssl)?pass(?:word|wd|phrase)?|pwd)(\\s*=\\s*)[^;&\\s]*");

  /** Between a user's name and the host, {@code //user:password@host}. */
  private static final Pattern USER = Pattern.compile("(//[^/?#;@\\s:]*:)[^/?#;\\s]*@");

  private UrlPasswords() {}

  /**
   * Lets a URL through that holds no password.
   *
   * @throws StorageUrlException without the URL, if it does
   */
  static void refuse(String url) {
    if (SETTING.matcher(url).find() || USER.matcher(url).find()) {
      throw new StorageUrlException(
          "a password does not belong into the storage's URL, where others can see it; put it into"
              + " the environment variable "
              + JdbcStorage.PASSWORD_VARIABLE);
    }
  }

  /** A text with dots for every password of a URL in it. */
  public static String hide(String text) {
    return USER.matcher(SETTING.matcher(text).replaceAll("$1$2…")).replaceAll("$1…@");
  }
}
