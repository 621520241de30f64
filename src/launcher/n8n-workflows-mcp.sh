#!/bin/sh
# n8n-workflows-mcp @version@: a shell script with the server's jar behind it. It starts the server on Java 17 or newer:
# the Java of the runtime image around this file, else JAVA_HOME's, else the one on PATH. A class-data archive makes the
# start quicker; it is part of the image, or the first start makes it and keeps it in the user's cache folder.

# The path of this file with links resolved, since an archive only fits a jar at the path that it was made for.
self=$0
case $self in */*) ;; *) [ -f "$self" ] || self=$(command -v -- "$self") ;; esac
if [ -h "$self" ]; then self=$(readlink -f -- "$self"); fi
case $self in /*) ;; *) self=$PWD/$self ;; esac

# Sets java, home, version and major if the given command is a Java that is new enough. Most Javas have their version in a
# file, and reading that is much quicker than starting Java to ask for it.
try_java() {
  [ -x "$1" ] || return 1
  java=$1 home=$1 version=
  if [ -h "$home" ]; then home=$(readlink -f -- "$home"); fi
  home=${home%/bin/java}
  if [ -r "$home/release" ]; then
    while IFS='="' read -r key _ value _; do
      case $key in JAVA_RUNTIME_VERSION | JAVA_VERSION) version=$value; break ;; esac
    done < "$home/release"
  fi
  if [ -z "$version" ]; then version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p'); fi
  major=${version%%[!0-9]*}
  [ "${major:-0}" -ge 17 ] && return
  found="; $java is version ${version:-unknown}"
  return 1
}

found=
try_java "${self%/*/*}/lib/runtime/bin/java" \
  || try_java "${JAVA_HOME:+$JAVA_HOME/bin/java}" \
  || { [ -x /usr/libexec/java_home ] && try_java "$(/usr/libexec/java_home 2> /dev/null)/bin/java"; } \
  || try_java "$(command -v java)" \
  || {
    echo "n8n-workflows-mcp needs Java 17 or newer$found. Install one (https://adoptium.net), or set JAVA_HOME to one." >&2
    exit 1
  }

# Without a UTF-8 locale Java cannot open files whose names are not ASCII, and many MCP clients pass on no locale.
case ${LC_ALL:-${LC_CTYPE:-${LANG-}}} in
  *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

# pom.xml has these options and their reasons.
flags="@flags@"
# In a container with little memory the heap takes half of it, so that the rest of Java fits in too.
for file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
  [ -r "$file" ] && read -r limit < "$file" || continue
  case $limit in *[!0-9]*) continue ;; esac
  if [ "$limit" -ge 83886080 ] && [ "$limit" -lt 2147483648 ]; then
    flags="${flags%-Xmx1g*}-Xmx$((limit / 2097152))m${flags#*-Xmx1g}"
  fi
done
# Java does not start with two garbage collectors. If the environment chooses one, that one is used.
case "${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${_JAVA_OPTIONS-}" in
  *-XX:+Use*GC*) flags=${flags%%-XX:+UseSerialGC*}${flags#*-XX:+UseSerialGC} ;;
esac

# Sets name to the last 60 characters of a path, with + in place of / and : so that it can be part of a file's name. (A
# colon would separate two archives in Java's option.)
flatten() {
  name=$1
  before=${name%????????????????????????????????????????????????????????????}
  if [ "$before" != "$name" ]; then name=${name#"$before"}; fi
  while :; do case $name in *[/:]*) name=${name%%[/:]*}+${name#*[/:]} ;; *) break ;; esac; done
}

cache=${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}
case $cache in /*:* | [!/]*) cache= ;; esac
cache=${cache:+$cache/n8n-workflows-mcp}
archive=
if [ -n "$cache" ]; then
  flatten "$home/$version" && archive=$cache/@build@-$name
  flatten "$self" && archive=$archive-$name
fi
# From Java 25 on there is the AOT cache, which saves a fifth more of the start than the older kind of archive.
if [ "$major" -ge 25 ]; then
  kind=aot use=-XX:AOTCache make=-XX:AOTCacheOutput
else
  kind=jsa use=-XX:SharedArchiveFile make=-XX:ArchiveClassesAtExit
fi
# The image's archive lies beside its Java. One in the cache is given the time of change of this file when it is made, so
# that it is not used if either of the two was changed since: Java crashes when it maps an archive that was damaged. The
# name has the size, which tells of one that was cut short in any way.
for file in "$home".*."$kind" ${archive:+"$archive".*."$kind"}; do
  size=${file%."$kind"} size=${size##*.}
  case $file in "$home".*) ;; *) if [ "$file" -nt "$self" ] || [ "$file" -ot "$self" ]; then continue; fi ;; esac
  if [ -r "$file" ] && [ "$(($(wc -c < "$file")))" = "$size" ]; then
    exec "$java" $flags "$use=$file" -jar "$self" "$@"
  fi
done

# Makes the archive for the next start with a training run: the server answers made-up calls, and Java writes down which
# classes it loaded. The lock stays when this fails, so that the next try is at least five minutes later.
make_archive() {
  umask 077
  mkdir -p "$cache" || return
  find "$cache" -maxdepth 1 -name '*.lock' -mmin +5 -exec rmdir {} +
  mkdir "$archive.lock" || return
  # The file locks is never written, however much it is in use.
  find "$cache" -maxdepth 1 -type f ! -name locks -ctime +60 -exec rm -f {} +
  # These options may be gone at the next start, and the archive would not fit without them.
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
  rm -f "$archive".*."$kind"
  nice "$java" $flags -Djava.io.tmpdir="$cache" "$make=$archive.new" -jar "$self" --training-run \
    && touch -r "$self" "$archive.new" \
    && mv -f "$archive.new" "$archive.$(($(wc -c < "$archive.new"))).$kind" \
    && rmdir "$archive.lock"
  rm -f "$archive.new"
}

if [ -n "$cache" ]; then
  # In the background and without this process's streams, since a client waits until all who have them are gone.
  (exec < /dev/null > /dev/null 2>&1; trap '' HUP INT TERM; make_archive &)
fi
exec "$java" $flags -jar "$self" "$@"
exit 1
