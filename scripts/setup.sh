# shellcheck shell=bash
# What scripts/serve and scripts/test share, to be sourced by them:
#
#   set_up portal      makes .venv with the locked dependencies and the portal itself
#   set_up tests       the same, and the locked test tools
#   find_browser       sets and exports PORTAL_CHROMIUM, the browser of the tests, installing it where it can
#
# Each step leaves a stamp in .venv that says what it was made from. A step whose stamp still fits does nothing, so
# that a second start is quick; what was interrupted is made anew.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
venv=$root/.venv
locks=$root/scripts/locks

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "$(basename -- "$0"): $*"
  exit 1
}

# Runs a command in silence; shows all it printed when it fails.
quietly() {
  local output
  output=$("$@" 2>&1 </dev/null) || {
    say "$output"
    return 1
  }
}

set_up() {
  # One set-up of a .venv at a time. Without flock (macOS) two at once are on their own.
  exec 9<"$root"
  if command -v flock >/dev/null && ! flock --nonblock 9; then
    say "Waiting for another set-up of .venv …"
    flock 9
  fi
  # pip takes a half-installed package for installed: begin again.
  if grep -qsx unfinished "$venv"/.portal-*; then
    rm -f -- "$venv/.portal-environment"
  fi
  step environment make_environment "$locks/runtime.txt"
  step project install_project "$locks/runtime.txt" "$root/pyproject.toml"
  if [[ $1 == tests ]]; then
    step tools install_tools "$locks/test.txt"
  fi
  exec 9<&-
}

# step NAME COMMAND FILE…: runs the command unless its stamp says that it was done with these very files.
step() {
  local stamp=$venv/.portal-$1 command=$2
  shift 2
  if [[ -s $stamp && $(<"$stamp") == "$(fingerprint "$@")" ]]; then
    return
  fi
  mkdir -p -- "$venv"
  echo unfinished >"$stamp"
  "$command"
  fingerprint "$@" >"$stamp"
}

# Prints one line that changes with the Python, the place of .venv and the text of each file given.
# Prints nothing where .venv is missing or its Python does not start.
fingerprint() {
  "$venv/bin/python" -I -S -c '
import hashlib, pathlib, sys
parts = [sys.version.encode(), sys.argv[1].encode(), *(pathlib.Path(name).read_bytes() for name in sys.argv[2:])]
print(hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest())
' "$venv" "$@" 2>/dev/null || true
}

make_environment() {
  local python
  python=$(find_python)
  quietly "$python" -I -m venv --clear "$venv" || fail "$python could not make .venv; its message stands above"
  install_lock runtime
}

# Prints the path of a Python that can make environments, or fails with what is missing.
find_python() {
  local name found without_venv=""
  for name in ${PORTAL_PYTHON:+"$PORTAL_PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
    # Asked of the program itself: a name on PATH can be another version, or a launcher with nothing behind it.
    found=$("$name" -I -c 'import sys; print(sys.executable if sys.version_info >= (3, 11) else "")' 2>/dev/null) || continue
    if [[ -z $found ]]; then
      continue
    elif "$found" -I -c "import ensurepip, venv" 2>/dev/null; then
      printf '%s\n' "$found"
      return
    fi
    without_venv=$found
  done
  if [[ -n $without_venv ]]; then
    fail "$without_venv cannot make virtual environments; on Debian or Ubuntu: apt-get install python3-venv"
  fi
  fail "no Python 3.11 or newer on PATH; install one, or name it in PORTAL_PYTHON"
}

install_project() { pip_install --no-deps --no-build-isolation --editable "$root"; }
install_tools() { install_lock test; }

# Wheels only: no code of a package runs while it is installed, and no compiler is needed.
install_lock() {
  say "Installing scripts/locks/$1.txt into .venv (once; half a minute or so) …"
  pip_install --require-hashes --only-binary :all: --requirement "$locks/$1.txt"
}

pip_install() {
  quietly "$venv/bin/python" -I -m pip --disable-pip-version-check --no-input install --quiet "$@" ||
    fail "pip could not install; its message stands above. The next run begins anew."
}

find_browser() {
  if [[ -n ${PORTAL_CHROMIUM:-} ]]; then
    quietly "$PORTAL_CHROMIUM" --version || fail "PORTAL_CHROMIUM=$PORTAL_CHROMIUM does not start"
    export PORTAL_CHROMIUM
  elif ! chromium_on_path; then
    # With a text font of its own, so that screenshots show the same letters on every machine.
    install_packages chromium fonts-liberation ||
      fail "the browser tests need Chromium: install chromium or google-chrome, or name one in PORTAL_CHROMIUM"
    chromium_on_path || fail "chromium was installed but does not start; name another in PORTAL_CHROMIUM"
  fi
  # Playwright brings its driver, but not this library of the driver.
  if ! driver_starts 2>/dev/null; then
    install_packages libatomic1 || fail "the browser tests need the library libatomic: install libatomic1"
    quietly driver_starts || fail "Playwright's driver does not start; its message stands above"
  fi
}

# Sets PORTAL_CHROMIUM to the first browser on PATH that starts: Ubuntu's chromium-browser is a stub without snap.
chromium_on_path() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if PORTAL_CHROMIUM=$(command -v "$name") && "$PORTAL_CHROMIUM" --version >/dev/null 2>&1 </dev/null; then
      export PORTAL_CHROMIUM
      return
    fi
  done
  return 1
}

driver_starts() { "$venv"/lib/python*/site-packages/playwright/driver/node --version >/dev/null; }

# Fails where there is no apt-get, or no right to use it.
install_packages() {
  local -x DEBIAN_FRONTEND=noninteractive
  local wait=DPkg::Lock::Timeout=300
  command -v apt-get >/dev/null && [[ $EUID == 0 ]] || return
  say "Installing $* with apt-get (once) …"
  quietly apt-get -o $wait update && quietly apt-get -o $wait install --yes --no-install-recommends "$@"
}
