package io.github.n8nmcp.config;

import java.net.URI;

/** The rules for {@code n8n_host} and {@code webhook_url}. */
final class BaseUrl {
    private BaseUrl() {}

    /** The address of an n8n, from what is given in its place too: the API's address, or that of a page of the editor. */
    static URI ofN8n(Section section, String key, String given) throws ConfigException {
        String text = given.strip();
        int page = editorPage(text);
        URI url = url(section, key, page < 0 ? text : text.substring(0, page));
        String path = url.getRawPath();
        for (String end : new String[] {"/v1", "/api"}) {
            if (path.endsWith(end)
                    && (!end.equals("/v1") || withoutSlashes(path, 3).endsWith("/api"))) {
                path = withoutSlashes(path, end.length());
            }
        }
        return URI.create(url.getScheme() + "://" + url.getRawAuthority() + path);
    }

    private static String withoutSlashes(String path, int dropped) {
        return withoutSlashesAtEnd(path.substring(0, path.length() - dropped));
    }

    /** Where the path of a page of n8n's editor begins, as it stands in a browser's address bar; -1 if there is none. */
    private static int editorPage(String text) {
        int host = text.indexOf("://");
        int path = host < 0 ? -1 : text.indexOf('/', host + 3);
        for (String page : new String[] {
            "/home/workflows",
            "/home/credentials",
            "/home/executions",
            "/workflow/",
            "/projects/",
            "/settings/",
            "/signin"
        }) {
            int at = path < 0 ? -1 : text.indexOf(page, path);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** A base URL without slashes at its end. */
    static URI url(Section section, String key, String given) throws ConfigException {
        URI uri = null;
        try {
            uri = URI.create(given.strip());
        } catch (IllegalArgumentException e) {
            // Told below, with everything else that is no base URL.
        }
        String name = section.name(key);
        if (uri != null
                && uri.getHost() == null
                && String.valueOf(uri.getRawAuthority()).contains("_")) {
            throw section.fault(name + " has an underscore in its host, which no URL may have. Use another name of the "
                    + "host, or its IP address");
        }
        boolean usable = uri != null
                && ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                && uri.getHost() != null
                && uri.getPort() <= 65_535
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
        if (!usable) {
            throw section.fault(name + " is not a base URL. Write it as \"https://n8n.example.com\" or "
                    + "\"http://localhost:5678\", with a sub-path if your n8n has one, and without ? or #");
        }
        if (uri.getRawUserInfo() != null) {
            throw section.fault(name + " holds a user name or password. Put them under \"headers\" as Authorization");
        }
        for (String part : uri.getRawPath().split("/", -1)) {
            if (Misplaced.looksLikeKey(part)) {
                throw section.fault(name + " has an API key in its path. Put the key under n8n_api_key");
            }
        }
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + withoutSlashesAtEnd(uri.getRawPath()));
    }

    private static String withoutSlashesAtEnd(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
