#!/bin/sh
# Installs what the tests run against, without containers: Redis, RabbitMQ, NATS, PostgreSQL, a browser, Kafka's jars, a Python
# environment with the Sentry SDK and one with SQS (moto). Run as root on Debian. What is there already is not touched: a second run
# takes under a second.
#
#   testkit/install-services.sh                           everything
#   testkit/install-services.sh debian kafka python sqs   only the named parts
#
# Kafka, Python and SQS go to ${XDG_CACHE_HOME:-$HOME/.cache}/garrison-testkit, which a CI may keep between runs.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cache="${XDG_CACHE_HOME:-$HOME/.cache}/garrison-testkit"

debian() {
  missing=
  for package in redis-server rabbitmq-server nats-server postgresql chromium python3-venv maven; do
    case "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" in
    installed) ;;
    *) missing="$missing $package" ;;
    esac
  done
  [ -n "$missing" ] || return 0
  # Nothing that is installed here may start by itself: each test starts its own, on its own port.
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
    trap 'rm -f "$policy"' EXIT
  fi
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of words
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# $1 a file that decides the content, $2 the folder, the rest the command that fills "$2.new". The folder appears whole or not at all.
fill() {
  stamp=$(cksum <"$1")
  folder=$2
  shift 2
  if [ "$(cat "$folder/.stamp" 2>/dev/null || true)" = "$stamp" ]; then return 0; fi
  rm -rf "$folder" "$folder.new"
  mkdir -p "$folder.new"
  "$@"
  echo "$stamp" >"$folder.new/.stamp"
  mv "$folder.new" "$folder"
}

kafka() {
  fill "$here/kafka.pom.xml" "$cache/kafka" \
    mvn -q -B -f "$here/kafka.pom.xml" dependency:copy-dependencies "-DoutputDirectory=$cache/kafka.new/libs"
}

# $1 the name of a virtual environment; `$1-requirements.txt` decides its content.
python_environment() {
  # It knows its own path, so it is made in place; the stamp is written last.
  folder="$cache/$1"
  requirements="$here/$1-requirements.txt"
  stamp=$(cksum <"$requirements")
  if [ "$(cat "$folder/.stamp" 2>/dev/null || true)" = "$stamp" ]; then return 0; fi
  rm -rf "$folder"
  python3 -m venv "$folder"
  "$folder/bin/pip" install --quiet --disable-pip-version-check -r "$requirements"
  echo "$stamp" >"$folder/.stamp"
}

for part in "${@:-all}"; do
  case "$part" in
  all)
    debian
    kafka
    python_environment python
    python_environment sqs
    ;;
  debian) debian ;;
  kafka) kafka ;;
  python | sqs) python_environment "$part" ;;
  *)
    echo "unknown part: $part (debian, kafka, python, sqs)" >&2
    exit 2
    ;;
  esac
done
