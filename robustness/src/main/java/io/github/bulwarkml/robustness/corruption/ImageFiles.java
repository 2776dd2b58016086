// Copyright the Bulwark authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.github.bulwarkml.robustness.corruption;

import io.github.bulwarkml.core.MalformedFileException;
import io.github.bulwarkml.core.internal.Require;
import io.github.bulwarkml.core.io.AtomicFile;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Images from and to PNG and JPEG files and {@link BufferedImage}. Works without a display.
 *
 * <p>Grey files give one channel, all others three; transparency is dropped. Nothing is ever left
 * half written.
 *
 * @since 0.1.0
 */
public final class ImageFiles {
  /** The JPEG quality of {@link #write}: little is lost, but not nothing; PNG loses nothing. */
  public static final int DEFAULT_QUALITY = 95;

  private ImageFiles() {}

  /** The file types that are read and written. */
  public enum Type {
    /** Lossless; {@code .png}. */
    PNG,
    /** Lossy; {@code .jpg}, {@code .jpeg}. */
    JPEG
  }

  /**
   * {@return whether the name of a file ends like that of an image this class reads: .png, .jpg or
   * .jpeg, in any case}
   *
   * @param file a file name
   */
  public static boolean isImageName(Path file) {
    String name = Objects.requireNonNull(file, "file").toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
  }

  /**
   * {@return the type that the name of a file stands for}
   *
   * @param file a name that ends in .png, .jpg or .jpeg
   * @throws IllegalArgumentException if it ends otherwise
   */
  public static Type typeOf(Path file) {
    if (!isImageName(file)) {
      throw new IllegalArgumentException(
          "an image file must end in .png, .jpg or .jpeg, but was " + file);
    }
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".png") ? Type.PNG : Type.JPEG;
  }

  /**
   * {@return the image in a PNG or JPEG file; the content decides, not the name}
   *
   * @param file an existing file
   * @throws MalformedFileException if it is no such image, is damaged, or has a size that {@link
   *     Image} does not allow
   * @throws IOException if it cannot be read
   */
  public static Image read(Path file) throws IOException {
    byte[] content = Files.readAllBytes(Objects.requireNonNull(file, "file"));
    String name = String.valueOf(file.getFileName());
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      ImageReader reader = readers.hasNext() ? readers.next() : null;
      if (reader == null || !isSupported(reader.getFormatName())) {
        throw new MalformedFileException(name, "must be a PNG or JPEG image");
      }
      try {
        reader.setInput(stream, true, true);
        Image.requireShape(reader.getHeight(0), reader.getWidth(0), 3);
        return of(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (MalformedFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decoders of the JDK fail in many ways on damaged files; the bytes are in memory.
      throw malformed(name, e);
    }
  }

  private static MalformedFileException malformed(String name, Exception cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    MalformedFileException malformed =
        new MalformedFileException(name, "must be a valid image: " + reason);
    malformed.initCause(cause);
    return malformed;
  }

  private static boolean isSupported(String format) {
    String lower = format.toLowerCase(Locale.ROOT);
    return lower.equals("png") || lower.equals("jpeg") || lower.equals("jpg");
  }

  /**
   * {@return the image of a buffered image: one channel if it has a single grey band of at least 8
   * bits, else three}
   *
   * @param buffered any image
   * @throws IllegalArgumentException if its size is not allowed
   */
  public static Image of(BufferedImage buffered) {
    Objects.requireNonNull(buffered, "buffered");
    int height = buffered.getHeight();
    int width = buffered.getWidth();
    Image.requireShape(height, width, 3);
    int type = buffered.getType();
    boolean grey = type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY;
    byte[] bytes = new byte[height * width * (grey ? 1 : 3)];
    if (grey) {
      // The samples themselves: a colour conversion would apply a linear grey profile.
      Raster raster = buffered.getRaster();
      int shift = type == BufferedImage.TYPE_USHORT_GRAY ? 8 : 0;
      int[] row = new int[width];
      for (int y = 0; y < height; y++) {
        raster.getSamples(0, y, width, 1, 0, row);
        for (int x = 0; x < width; x++) {
          bytes[y * width + x] = (byte) (row[x] >> shift);
        }
      }
      return Image.wrap(height, width, 1, bytes);
    }
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < height; y++) {
      buffered.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        bytes[at++] = (byte) (row[x] >> 16);
        bytes[at++] = (byte) (row[x] >> 8);
        bytes[at++] = (byte) row[x];
      }
    }
    return Image.wrap(height, width, 3, bytes);
  }

  /**
   * {@return a buffered image of type {@code TYPE_BYTE_GRAY} or {@code TYPE_3BYTE_BGR}}
   *
   * @param image the image
   */
  public static BufferedImage toBuffered(Image image) {
    Objects.requireNonNull(image, "image");
    int type = image.channels() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
    BufferedImage buffered = new BufferedImage(image.width(), image.height(), type);
    WritableRaster raster = buffered.getRaster();
    int stride = image.width() * image.channels();
    int[] row = new int[stride];
    for (int y = 0; y < image.height(); y++) {
      for (int i = 0; i < stride; i++) {
        row[i] = image.bytes()[y * stride + i] & 0xFF;
      }
      raster.setPixels(0, y, image.width(), 1, row);
    }
    return buffered;
  }

  /**
   * Writes a file of the type that its name says, JPEG with quality {@value #DEFAULT_QUALITY}.
   *
   * @param file a name that ends in .png, .jpg or .jpeg; missing folders are made
   * @param image the image
   * @throws IllegalArgumentException if the name ends otherwise
   * @throws IOException if writing fails; the file is then left as it was
   */
  public static void write(Path file, Image image) throws IOException {
    if (typeOf(file) == Type.PNG) {
      writePng(file, image);
    } else {
      writeJpeg(file, image, DEFAULT_QUALITY);
    }
  }

  /**
   * Writes a PNG file: every byte survives.
   *
   * @param file the file; missing folders are made
   * @param image the image
   * @throws IOException if writing fails; the file is then left as it was
   */
  public static void writePng(Path file, Image image) throws IOException {
    Objects.requireNonNull(image, "image");
    AtomicFile.write(file, out -> encode("png", image, 1, out));
  }

  /**
   * Writes a baseline JPEG file.
   *
   * @param file the file; missing folders are made
   * @param image the image
   * @param quality in [1, 100], on the common scale of the Independent JPEG Group
   * @throws IllegalArgumentException if the quality is out of range
   * @throws IOException if writing fails; the file is then left as it was
   */
  public static void writeJpeg(Path file, Image image, int quality) throws IOException {
    Objects.requireNonNull(image, "image");
    Require.inRange(quality, 1, 100, "quality");
    AtomicFile.write(file, out -> encode("jpeg", image, encoderQuality(quality), out));
  }

  /**
   * {@return the quality of the JDK's encoder whose tables are those of the common scale} The
   * common scale rounds 5000 / quality to an integer first, the JDK does not; the small addition
   * keeps halves from being rounded down in single precision.
   */
  private static float encoderQuality(int quality) {
    double scale = JpegCompression.percent(quality) / 100.0 + 1e-5;
    return (float) (scale > 1 ? 0.5 / scale : 1 - Math.min(scale, 1) / 2);
  }

  private static void encode(String format, Image image, float quality, OutputStream out)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
      }
      writer.write(null, new IIOImage(toBuffered(image), null, null), parameters);
    } finally {
      writer.dispose();
    }
  }
}
