import io.github.bulwarkml.core.io.*
import io.github.bulwarkml.core.nn.*
import io.github.bulwarkml.core.nn.layer.*
import io.github.bulwarkml.core.nn.train.*
import io.github.bulwarkml.core.random.*
import io.github.bulwarkml.core.result.*
import io.github.bulwarkml.core.run.*
import io.github.bulwarkml.core.stats.*
import io.github.bulwarkml.core.tensor.*
import io.github.bulwarkml.robustness.*
import java.nio.file.*
import java.util.*

void bulwark() {
  System.out.println("""
      Bulwark: five lines to start with
        var pairs = List.of(AccuracyPair.of("a", 0.6, 0.45), AccuracyPair.of("b", 0.7, 0.57), AccuracyPair.of("c", 0.8, 0.69))
        var line = BaselineFit.of(pairs)
        line.evaluate(AccuracyPair.of("mine", 0.65, 0.58))
        BinomialInterval.wilson(49, 50, 0.95)
        Seed.of(42).child("noise")""");
}
