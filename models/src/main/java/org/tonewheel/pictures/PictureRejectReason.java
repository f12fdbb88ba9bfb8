package org.tonewheel.pictures;

import java.util.Locale;

/** Why a file could not be used as a picture. */
public enum PictureRejectReason {
  /** No bytes at all. */
  EMPTY_FILE,
  /** More bytes than allowed. */
  TOO_LARGE,
  /** Neither PNG nor JPEG. */
  NOT_A_PICTURE,
  /** A width or height of 0, or more pixels than allowed. */
  BAD_SIZE,
  /** A kind of PNG or JPEG that is not read here, such as four inks. */
  UNSUPPORTED,
  /** The file ends before the picture does. */
  TRUNCATED,
  /** Data the decoder could not make sense of. */
  CORRUPT;

  /** The stable name that tables and reports carry, such as {@code not-a-picture}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
