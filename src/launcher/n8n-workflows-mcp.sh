#!/bin/sh
# n8n-workflows-mcp @version@: a shell script with the server's jar behind it. Starts the server on Java 17 or newer,
# from the runtime image around it, JAVA_HOME or else PATH, with a class-data archive that is in the image or that the
# first start has made in the user's cache folder.

# Says where this file is, links resolved: the archive is only good for the path that it was made for.
self=$0
case $self in */*) ;; *) [ -f "$self" ] || self=$(command -v -- "$self") ;; esac
if [ -h "$self" ]; then self=$(readlink -f -- "$self"); fi
case $self in /*) ;; *) self=$PWD/$self ;; esac

# Sets java, home and version if the command given is a Java new enough. Most Javas say their version in a file, and to
# read that takes a fraction of the time that asking them takes.
take() {
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
take "${self%/*/*}/lib/runtime/bin/java" \
  || take "${JAVA_HOME:+$JAVA_HOME/bin/java}" \
  || { [ -x /usr/libexec/java_home ] && take "$(/usr/libexec/java_home 2> /dev/null)/bin/java"; } \
  || take "$(command -v java)" \
  || {
    echo "n8n-workflows-mcp needs Java 17 or newer$found. Install one (https://adoptium.net), or set JAVA_HOME to one." >&2
    exit 1
  }

# What the machine says goes to stderr, since stdout is the protocol's. One compiler and one collector are enough for a
# server that mostly waits, and take half the memory and start-up time of the usual ones. It compiles a little sooner
# than usual, since few calls are many here; and 16 MB for what is new spare 16 calls at once a tenth of their work.
flags="@flags@"
# Java does not start with two collectors, and the one in the environment is there for a reason.
case "${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} ${_JAVA_OPTIONS-}" in
  *-XX:+Use*GC*) flags=${flags%%-XX:+UseSerialGC*}${flags#*-XX:+UseSerialGC} ;;
esac

# A path as a part of a file's name, in $name: its last 60 characters, without slashes, and without colons, which part
# one archive from the next.
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
# From Java 25 on an AOT cache does what the older archive did, and a fifth more of it.
if [ "$major" -ge 25 ]; then
  kind=aot use=-XX:AOTCache make=-XX:AOTCacheOutput
else
  kind=jsa use=-XX:SharedArchiveFile make=-XX:ArchiveClassesAtExit
fi
# An image's own is beside its Java; one in the cache is of no use when this file has changed since. The size is in the
# name, since a machine that maps a torn archive dies.
for file in "$home".*."$kind" ${archive:+"$archive".*."$kind"}; do
  size=${file%."$kind"} size=${size##*.}
  case $file in "$home".*) ;; *) [ "$file" -nt "$self" ] || continue ;; esac
  if [ -r "$file" ] && [ "$(($(wc -c < "$file")))" = "$size" ]; then
    exec "$java" $flags "$use=$file" -jar "$self" "$@"
  fi
done

# Makes the archive for the next start: the server goes through a session by itself, with nothing of this one's, and what
# it loaded for it is written down. The lock is left where that failed, so that it is not tried again for some minutes.
make_archive() {
  umask 077
  mkdir -p "$cache" || return
  find "$cache" -maxdepth 1 -name '*.lock' -mmin +5 -exec rmdir {} +
  mkdir "$archive.lock" || return
  find "$cache" -maxdepth 1 -type f -mtime +60 -exec rm -f {} +
  # What changes the machine's way of working may be there today and not tomorrow.
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS
  rm -f "$archive".*."$kind"
  nice "$java" $flags -Djava.io.tmpdir="$cache" "$make=$archive.new" -jar "$self" --training-run \
    && mv -f "$archive.new" "$archive.$(($(wc -c < "$archive.new"))).$kind" \
    && rmdir "$archive.lock"
  rm -f "$archive.new"
}

if [ -n "$cache" ]; then
  # With none of this start's streams, or its client would wait for the end of them.
  (exec < /dev/null > /dev/null 2>&1; trap '' HUP INT TERM; make_archive &)
fi
exec "$java" $flags -jar "$self" "$@"
exit 1
