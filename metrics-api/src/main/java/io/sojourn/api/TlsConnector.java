package io.sojourn.api;

import io.javalin.config.JettyConfig;
import io.sojourn.api.access.TlsFiles;
import io.sojourn.api.access.TlsKeys;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** HTTPS in place of HTTP, on the same port: TLS 1.2 and 1.3. */
final class TlsConnector {
    private TlsConnector() {}

    static void add(JettyConfig jetty, ApiOptions options) {
        TlsFiles files = options.access().tls();
        SslContextFactory.Server tls = new SslContextFactory.Server();
        TlsKeys keys = TlsKeys.read(files);
        tls.setKeyStore(keys.store());
        tls.setKeyStorePassword(keys.password());
        tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        jetty.addConnector((server, http) -> connector(server, http, tls, options));
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, SslContextFactory.Server tls, ApiOptions options) {
        HttpConfiguration https = new HttpConfiguration(http);
        // Callers are known by their keys; under which name they found the server does not matter.
        https.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(tls, "http/1.1"), new HttpConnectionFactory(https));
        connector.setHost(options.host());
        connector.setPort(options.port());
        return connector;
    }
}
