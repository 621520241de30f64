package io.github.n8nmcp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key of this machine's own and its certificate, which nobody trusts, for a {@link TrainingN8n} over HTTPS. */
final class TrainingCertificate {
    private static final String ALIAS = "n8n";

    private final KeyStore keys;
    private final char[] password;

    private TrainingCertificate(KeyStore keys, char[] password) {
        this.keys = keys;
        this.password = password;
    }

    /**
     * Whether this Java can make one and gains by it. The runtime image has no {@code keytool}. From JDK 24 on every
     * start loads all classes of the archive, and those of TLS would add 12 ms to it.
     */
    static boolean isUseful() {
        return Runtime.version().feature() < 24 && Files.isExecutable(keytool());
    }

    /** Makes a new one, by way of a file that is deleted again. */
    static TrainingCertificate create() throws IOException, InterruptedException, GeneralSecurityException {
        Path file = Files.createTempFile("training", ".p12");
        // The tool makes the file itself.
        Files.delete(file);
        String password = "training";
        try {
            new ProcessBuilder(List.of(
                            keytool().toString(),
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=ip:127.0.0.1",
                            "-alias",
                            ALIAS,
                            "-keystore",
                            file.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            password))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                keys.load(in, password.toCharArray());
            }
            return new TrainingCertificate(keys, password.toCharArray());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** The certificate as a PEM file. */
    String pem() throws GeneralSecurityException {
        byte[] der = keys.getCertificate(ALIAS).getEncoded();
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    }

    /** A socket on this machine whose server has the certificate. */
    ServerSocket listen() throws GeneralSecurityException, IOException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    private static Path keytool() {
        return Path.of(System.getProperty("java.home"), "bin", "keytool");
    }
}
