package io.github.n8nmcp.n8n;

/**
 * Why a request failed, and what to do about it.
 *
 * @param reason a sentence
 * @param advice one or more sentences
 */
record Explanation(String reason, String advice) {}
