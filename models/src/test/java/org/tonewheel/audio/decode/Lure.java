package org.tonewheel.audio.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Files named like music that ask to have another one read. */
enum Lure {
  /** A playlist of HTTP Live Streaming. */
  HLS {
    @Override
    byte[] file(String other) {
      return text(
          "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n"
              + "#EXTINF:1,\n"
              + other
              + "\n#EXT-X-ENDLIST\n");
    }
  },
  M3U {
    @Override
    byte[] file(String other) {
      return text("#EXTM3U\n#EXTINF:123,Song\n" + other + "\n");
    }
  },
  /** A script of FFmpeg's own. */
  FFCONCAT {
    @Override
    byte[] file(String other) {
      return text("ffconcat version 1.0\nfile '" + other + "'\n");
    }
  },
  SVG {
    @Override
    byte[] file(String other) {
      return text(
          "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \""
              + other
              + "\">]>"
              + "<svg xmlns=\"http://www.w3.org/2000/svg\""
              + " xmlns:xlink=\"http://www.w3.org/1999/xlink\">"
              + "<image xlink:href=\""
              + other
              + "\" width=\"1\" height=\"1\"/>&x;</svg>");
    }
  },
  DASH {
    @Override
    byte[] file(String other) {
      return text(
          "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\""
              + " profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\""
              + " mediaPresentationDuration=\"PT1S\"><Period><AdaptationSet mimeType=\"audio/mp4\">"
              + "<Representation id=\"1\" bandwidth=\"1\"><BaseURL>"
              + other
              + "</BaseURL></Representation></AdaptationSet></Period></MPD>");
    }
  },
  SDP {
    @Override
    byte[] file(String other) {
      return text(
          "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nu="
              + other
              + "\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\na=control:"
              + other
              + "\n");
    }
  },
  PLS {
    @Override
    byte[] file(String other) {
      return text("[playlist]\nFile1=" + other + "\nNumberOfEntries=1\nVersion=2\n");
    }
  },
  /** A Matroska that says which segments belong before and after it. */
  MKV {
    @Override
    byte[] file(String other) {
      byte[] name = other.getBytes(UTF_8);
      return join(
          bytes(0x1a, 0x45, 0xdf, 0xa3, 0x8b, 0x42, 0x82, 0x88),
          text("matroska"),
          bytes(0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
          bytes(0x15, 0x49, 0xa9, 0x66, 0x40 | (name.length + 4) >> 8, name.length + 4 & 0xff),
          bytes(0x3e, 0x83, 0xbb, 0x40 | name.length >> 8, name.length & 0xff),
          name);
    }
  },
  /** A picture that an MP3's tag says lies elsewhere. */
  ID3_LINK {
    @Override
    byte[] file(String other) {
      byte[] picture = join(bytes(0), text("-->"), bytes(0, 3, 0), text(other));
      byte[] frame = join(text("APIC"), number(picture.length), bytes(0, 0), picture);
      byte[] size = bytes(0, 0, frame.length >> 7 & 0x7f, frame.length & 0x7f);
      return join(text("ID3"), bytes(3, 0, 0), size, frame, SoundFile.MP3.bytes(0.3));
    }
  },
  /** An M4A whose track lies in another file, by a Macintosh alias, which FFmpeg can follow. */
  MOV_ALIAS {
    @Override
    byte[] file(String other) {
      byte[] path = other.getBytes(UTF_8);
      byte[] padded = Arrays.copyOf(path, path.length + (path.length & 1));
      byte[] alias =
          join(
              new byte[10 + 1 + 27 + 12],
              bytes(8),
              Arrays.copyOf(text("song.wav"), 63),
              new byte[16],
              bytes(0, 1, 0, 1),
              new byte[16],
              bytes(0, 2, padded.length >> 8, padded.length & 0xff),
              padded,
              bytes(0xff, 0xff, 0, 0));
      return withReference("alis", alias);
    }
  },
  /** The same by an address. */
  MOV_URL {
    @Override
    byte[] file(String other) {
      return withReference("url ", join(text(other), bytes(0)));
    }
  };

  /** A file that names another by its path or address. */
  abstract byte[] file(String other);

  private static byte[] withReference(String type, byte[] content) {
    byte[] entry = join(number(12 + content.length), text(type), number(0), content);
    byte[] box = join(number(16 + entry.length), text("dref"), number(0), number(1), entry);
    byte[] file = SoundFile.M4A_ALAC.bytes(0.3);
    int at = new String(file, ISO_8859_1).indexOf("dref") - Integer.BYTES;
    ByteBuffer sizes = ByteBuffer.wrap(file);
    int old = sizes.getInt(at);
    for (String outer : new String[] {"moov", "trak", "mdia", "minf", "dinf"}) {
      int size = new String(file, ISO_8859_1).indexOf(outer) - Integer.BYTES;
      sizes.putInt(size, sizes.getInt(size) + box.length - old);
    }
    // the sound lies before all this, so that no offset changes
    return join(Arrays.copyOf(file, at), box, Arrays.copyOfRange(file, at + old, file.length));
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] join(byte[]... pieces) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(pieces).mapToInt(p -> p.length).sum());
    for (byte[] piece : pieces) {
      all.put(piece);
    }
    return all.array();
  }
}
