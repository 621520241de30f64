package io.github.n8nmcp.workflow.edit;

import io.github.n8nmcp.json.Quoted;
import io.github.n8nmcp.workflow.LinkLines;

/** A link from an output of a node to an input of another, by their names. */
record Link(String source, String type, int output, String target, int input) {
    static final String MAIN = "main";

    boolean isMain() {
        return type.equals(MAIN);
    }

    Link to(String otherTarget, int otherInput) {
        return new Link(source, type, output, otherTarget, otherInput);
    }

    /** As {@code If[1] -> No} or {@code Model -ai_languageModel-> Agent}. */
    String shown() {
        return LinkLines.line(Quoted.bare(source), Quoted.bare(type), output, Quoted.bare(target), input);
    }
}
