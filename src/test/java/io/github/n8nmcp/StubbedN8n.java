package io.github.n8nmcp;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;

/** Stands in for n8n: accepts one API key and has one workflow, named "A". A test adds what else it needs. */
final class StubbedN8n extends WireMockExtension {
    static final String KEY = "n8n_api_0123456789abcdef";
    static final String ONE_WORKFLOW = """
            {"data": [{"id": "1", "name": "A", "active": true, "createdAt": "c", "updatedAt": "u",
                       "nodes": [{}], "tags": []}], "nextCursor": null}""";

    StubbedN8n() {
        super(WireMockExtension.newInstance()
                .options(WireMockConfiguration.wireMockConfig().dynamicPort()));
    }

    @Override
    protected void onBeforeEach(WireMockRuntimeInfo running) {
        stubFor(WireMock.get(WireMock.urlPathEqualTo("/api/v1/workflows"))
                .withHeader("X-N8N-API-KEY", WireMock.equalTo(KEY))
                .willReturn(WireMock.okJson(ONE_WORKFLOW)));
    }

    /** A configuration with this n8n as its only instance. */
    String config() {
        return config(baseUrl());
    }

    /** A configuration with one instance at this address. */
    static String config(String url) {
        return "{\"n8n_host\": \"" + url + "\", \"n8n_api_key\": \"" + KEY + "\"}";
    }
}
