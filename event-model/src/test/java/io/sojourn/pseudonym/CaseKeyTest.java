package io.sojourn.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sojourn.event.SojournException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CaseKeyTest {
    private static final long SEED = Long.getLong("sojourn.seed", 20_261_122);

    /** By Java's own HMAC, and by arithmetic in place of shifts. */
    private static String twin(byte[] key, String message, int digits) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        BigInteger bits = new BigInteger(1, mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        BigInteger first = bits.shiftRight(256 - 5 * digits);
        StringBuilder text = new StringBuilder();
        for (int i = digits - 1; i >= 0; i--) {
            int digit = first.shiftRight(5 * i).intValue() & 31;
            text.append("0123456789abcdefghjkmnpqrstvwxyz".charAt(digit));
        }
        return text.toString();
    }

    @Test
    void aPseudonymIsHmacSha256OfKindAndValueInBase32BehindTheKeysMark() throws Exception {
        Random random = new Random(SEED);
        System.out.println("seed " + SEED);
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[32 + random.nextInt(100)];
            random.nextBytes(bytes);
            CaseKey key = CaseKey.of(bytes);
            String id = random.ints(random.nextInt(200), 32, 0x2fff)
                    .filter(c -> c < 0xd800)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(key.pseudonym("case", id))
                    .isEqualTo("p" + twin(bytes, "mark:", 4) + "-" + twin(bytes, "case:" + id, 20));
        }
    }

    @Test
    void pseudonymsAreSafeInAddressesAndTablesAndKnownAgain() {
        CaseKey key = key(1);
        for (int i = 0; i < 10_000; i++) {
            String pseudonym = key.pseudonym("case", "PA-" + i);
            assertThat(pseudonym).matches("p[0-9a-z]{4}-[0-9a-z]{20}");
            assertThat(key.isPseudonym(pseudonym)).isTrue();
        }
        String own = key.pseudonym("case", "x");
        assertThat(key(2).isPseudonym(own)).isFalse();
        assertThat(key.isPseudonym(own.substring(1))).isFalse();
        assertThat(key.isPseudonym(own.substring(0, 25) + "U")).isFalse();
        assertThat(key.isPseudonym(own + "0")).isFalse();
    }

    @Test
    void keysKindsAndValuesTellPseudonymsApart() {
        Set<String> seen = new HashSet<>();
        IntStream.range(0, 20_000).forEach(i -> seen.add(key(1).pseudonym("case", "" + i)));
        seen.add(key(1).pseudonym("event", "1"));
        seen.add(key(2).pseudonym("case", "1"));
        assertThat(seen).hasSize(20_002);
    }

    @Test
    void theCheckValueTellsKeysApartAndIsNoPartOfThem() {
        assertThat(key(1).check())
                .isEqualTo(key(1).check())
                .isNotEqualTo(key(2).check())
                .matches("[0-9a-f]{32}");
        assertThat(key(1).toString()).matches("CaseKey\\[p[0-9a-z]{4}-]");
    }

    @Test
    void aShortOrPatternedKeyIsRefused() {
        assertThatThrownBy(() -> CaseKey.of(new byte[31]))
                .isInstanceOf(SojournException.class)
                .hasMessageContaining("has 31 bytes, from 32 to 4096");
        byte[] same = new byte[64];
        Arrays.fill(same, (byte) 'k');
        assertThatThrownBy(() -> CaseKey.of(same)).hasMessageContaining("only 1 different bytes");
        assertThatThrownBy(() -> CaseKey.of(new byte[5_000])).hasMessageContaining("has 5000 bytes");
    }

    static CaseKey key(long seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return CaseKey.of(bytes);
    }
}
