#!/bin/sh
# Installs what the tests run against, without containers: Redis, RabbitMQ, NATS, PostgreSQL, a browser, Kafka's jars, a Python
# environment with the Sentry SDK and one with SQS (moto), and those of the kit for Python: the oldest and the newest SDK, its build, and
# small ones on the versions of Python between, as far as the machine has them.
# Run as root on Debian. What is there already is not touched: a second run takes under a second.
#
#   testkit/install-services.sh                           everything
#   testkit/install-services.sh debian kafka python sqs   only the named parts; python-oldest, python-newest, python-build, python-demo and
#                                                         python-between need no root, only a Python from 3.9 on
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

# Prints the first working Python of the named minor versions of Python 3: of pyenv, of the PATH, else python3.
find_python() {
  for minor in "$@"; do
    for python in "${PYENV_ROOT:-$HOME/.pyenv}/versions/3.$minor".*/bin/python3 "$(command -v "python3.$minor" || true)"; do
      if [ -x "$python" ] && "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "$python"
        return 0
      fi
    done
  done
  command -v python3
}

# The versions between: each with its own Python, or not at all.
python_between() {
  for minor in 10 11 12 14; do
    python=$(find_python "$minor")
    if "$python" -c "import sys; sys.exit(sys.version_info[:2] != (3, $minor))"; then
      python_environment "python-3.$minor" "$python" python-between
    else
      echo "Python 3.$minor is not on this machine: the kit for Python is not tested with it"
    fi
  done
}

# $1 the name of a virtual environment; $2 its Python, python3 when not given; $3 the name of its requirements file, `$1` when not given.
python_environment() {
  # It knows its own path, so it is made in place; the stamp is written last.
  folder="$cache/$1"
  requirements="$here/${3:-$1}-requirements.txt"
  stamp=$(cksum <"$requirements")
  if [ "$(cat "$folder/.stamp" 2>/dev/null || true)" = "$stamp" ]; then return 0; fi
  rm -rf "$folder"
  "${2:-python3}" -m venv "$folder"
  "$folder/bin/pip" install --quiet --no-compile --disable-pip-version-check -r "$requirements"
  echo "$stamp" >"$folder/.stamp"
}

for part in "${@:-all}"; do
  case "$part" in
  all)
    debian
    kafka
    python_environment python
    python_environment sqs
    python_environment python-build "$(find_python 13 12 11 10 9)"
    python_environment python-demo "$(find_python 13 12 11 10)"
    python_environment python-oldest "$(find_python 9 10 11 12 13)" &
    oldest=$!
    python_environment python-newest "$(find_python 14 13 12 11 10)"
    wait "$oldest"
    python_between
    ;;
  debian) debian ;;
  kafka) kafka ;;
  python | sqs) python_environment "$part" ;;
  python-oldest) python_environment "$part" "$(find_python 9 10 11 12 13)" ;;
  python-newest) python_environment "$part" "$(find_python 14 13 12 11 10)" ;;
  python-demo) python_environment "$part" "$(find_python 13 12 11 10)" ;;
  python-between) python_between ;;
  python-build) python_environment "$part" "$(find_python 13 12 11 10 9)" ;;
  *)
    echo "unknown part: $part (debian, kafka, python, sqs, python-oldest, python-newest, python-between, python-build, python-demo)" >&2
    exit 2
    ;;
  esac
done
