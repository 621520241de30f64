The artifacts whose classes are in this jar, each with its licence and its home. The full texts of the licences are in
META-INF/licenses; what jackson-core says of the code that it has taken in is in META-INF/NOTICE and the files beside it.

<#list dependencyMap as entry>
<#assign artifact = entry.key>
${artifact.groupId}:${artifact.artifactId}:${artifact.version} (${entry.value?join(", ")}) ${artifact.url}
</#list>
