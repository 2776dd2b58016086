#!/usr/bin/env bash
# Builds the release profile from a clean export of HEAD into a local staging folder, signed with a key made
# for this run, and checks what Central checks: complete POMs, sources, javadoc, signatures. Builds twice and
# compares the jars. Nothing leaves the machine.
#   JAVA_HOME=<JDK 25> config/release-dry-run.sh [VERSION]
set -euo pipefail
version=${1:-0.1.0}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'gpgconf --homedir "$work/gnupg" --kill all 2>/dev/null || true; rm -rf "$work"' EXIT

export GNUPGHOME=$work/gnupg
mkdir -m 700 "$GNUPGHOME"
gpg --batch --quiet --passphrase '' --quick-generate-key 'Bulwark dry run <dry-run@example.invalid>' rsa3072 sign 1d

# The publishing plugin insists on an account even when it publishes nothing.
cat >"$work/settings.xml" <<'XML'
<settings><servers><server><id>central</id><username>none</username><password>none</password></server></servers></settings>
XML

build() { # folder
  mkdir "$1"
  git -C "$root" archive HEAD | tar -x -C "$1"
  (cd "$1" && grep -rl --include=pom.xml '0\.1\.0-SNAPSHOT' . | xargs sed -i "s/0\.1\.0-SNAPSHOT/$version/" &&
    mvn -q -B -s "$work/settings.xml" -Prelease -Dmaven.test.skip=true -Dspotless.check.skip=true \
      -DaltDeploymentRepository="staging::file://$1/staging" -pl .,core,robustness \
      verify org.apache.maven.plugins:maven-deploy-plugin:3.1.4:deploy)
}

echo "first build"
build "$work/one"
staging=$work/one/staging
group=$staging/io/github/bulwarkml

status=0
problem() {
  echo "PROBLEM: $1"
  status=1
}
for folder in "$group"/*/"$version"; do
  artifact=$(basename "$(dirname "$folder")")
  pom=$folder/$artifact-$version.pom
  for element in '<name>' '<description>' '<url>' '<licenses>' '<developers>' '<scm>'; do
    grep -q "$element" "$pom" || problem "$artifact: POM lacks $element"
  done
  grep -q 'SNAPSHOT' "$pom" && problem "$artifact: POM names a snapshot"
  kinds=pom
  if ! grep -q '<packaging>pom</packaging>' "$pom"; then
    kinds='pom jar sources.jar javadoc.jar'
  fi
  for kind in $kinds; do
    case $kind in pom | jar) file=$folder/$artifact-$version.$kind ;; *) file=$folder/$artifact-$version-$kind ;; esac
    [ -s "$file" ] || problem "$artifact: no $kind"
    [ -s "$file.asc" ] && gpg --quiet --verify "$file.asc" "$file" 2>/dev/null || problem "$artifact: $kind is not signed"
  done
  echo "staged $artifact-$version: $kinds"
done
[ -d "$group/bulwark-core" ] || problem "nothing was staged"

echo "second build"
build "$work/two"
for jar in "$work"/one/*/target/bulwark-*.jar; do
  other=$work/two/${jar#"$work"/one/}
  cmp -s "$jar" "$other" || problem "not reproducible: ${jar#"$work"/one/}"
done
[ $status -eq 0 ] && echo "release dry run: all checks passed (version $version, $("${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | head -n 1))"
exit $status
