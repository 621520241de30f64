The artifacts whose classes are in this jar, each with its licence and its website. The full texts of the licences are in
META-INF/licenses. The notices of jackson-core about code from other projects are in META-INF/NOTICE and the files beside
it.

<#list dependencyMap as entry>
<#assign artifact = entry.key>
${artifact.groupId}:${artifact.artifactId}:${artifact.version} (${entry.value?join(", ")}) ${artifact.url}
</#list>
