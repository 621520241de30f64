package io.github.n8nmcp.http;

import io.github.n8nmcp.config.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Makes the JDK's HTTP client for an instance. */
final class HttpClients {
    static {
        // The JDK repeats a GET whose connection broke, without a word. A webhook with that method would run twice.
        // HttpSender repeats what is safe to repeat.
        setIfAbsent("jdk.httpclient.redirects.retrylimit", "1");
        // Else no user and password are sent to a proxy that leads to a server with TLS.
        setIfAbsent("jdk.http.auth.tunneling.disabledSchemes", "");
    }

    private HttpClients() {}

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Never follows redirects, since the API key would be sent along. Each request chooses its HTTP version.
     *
     * @throws IOException if the instance's {@code ca_file} cannot be used; the message says why
     */
    static HttpClient of(Instance instance) throws IOException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(new ProxyChoice(instance.proxies()))
                .connectTimeout(instance.timeout());
        if (!isEncrypted(instance.baseUrl()) && !isEncrypted(instance.webhookUrl())) {
            // Saves a switch of threads for each answer. TLS needs the threads.
            builder.executor(Runnable::run);
            builder.sslContext(NoTls.context()).sslParameters(new SSLParameters());
        } else if (instance.caFile().isPresent()) {
            builder.sslContext(trusting(instance.caFile().get()));
        }
        return builder.build();
    }

    /** HTTP/2 where TLS negotiates it. Over plain HTTP the offer is an upgrade header, and n8n 2.41 never answers some of those. */
    static HttpClient.Version version(URI uri) {
        return isEncrypted(uri) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    private static boolean isEncrypted(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static SSLContext trusting(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca" + count++, certificate);
            }
            if (count == 0) {
                throw new IOException("it holds no certificate");
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (FileSystemException e) {
            throw new IOException("it cannot be read", e);
        } catch (GeneralSecurityException e) {
            throw new IOException("it is not a PEM file of certificates", e);
        }
    }
}
