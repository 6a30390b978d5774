# Sourced by every script here: where things are, how to speak, one at a time.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
export ODOO_STATE="${ODOO_STATE:-$ROOT/.odoo}" # everything that the set-up makes; "make clean" removes it
VENV=$ODOO_STATE/venv

# The addon that every database here gets, and the glue addons, which only databases made with --glue get too:
# what they depend on is heavy, and the addon has to work without it.
ADDONS=(user_bulk_import)
GLUE=(user_bulk_import_base_user_role user_bulk_import_website_slides)
OTHER_ADDONS=$ODOO_STATE/addons # those of others that the glue addons join
DEMODB=${DEMODB:-demo} # the database of "make run"

say() { printf '%(%H:%M:%S)T  %s\n' -1 "$*" >&2; }

# die WHAT [HINT…]: say what failed and what to do about it.
die() {
  printf '%(%H:%M:%S)T  FAILED: %s\n' -1 "$1" >&2
  shift
  [ $# -eq 0 ] || printf '          %s\n' "$@" >&2
  exit 2
}

# step LABEL HINT COMMAND…: run a command with its output in a log, which is shown when it fails.
step() {
  local label=$1 hint=$2 log code started=$SECONDS
  shift 2
  log=$ODOO_STATE/log/$(tr -cs 'A-Za-z0-9' '-' <<<"$label" | sed 's/-$//').log
  mkdir -p "$ODOO_STATE/log"
  say "$label …"
  set +e # as the condition of an "if", a function would run on past its own errors
  (
    set -e
    "$@"
  ) >"$log" 2>&1 </dev/null
  code=$?
  set -e
  if [ "$code" != 0 ]; then
    tail -n 20 "$log" >&2
    die "$label" "$hint" "The whole log: $log"
  fi
  say "$label: done ($((SECONDS - started)) s)"
}

# lock NAME [shared]: wait until nobody else has it; ours until this script ends.
lock() {
  local descriptor mode=-x
  [ "${2:-}" != shared ] || mode=-s
  mkdir -p "$ODOO_STATE/lock"
  exec {descriptor}>>"$ODOO_STATE/lock/$1"
  if ! flock "$mode" -w 1 "$descriptor"; then
    say "waiting for another command that holds the lock '$1' …"
    flock "$mode" "$descriptor"
  fi
  LOCK=$descriptor
}

# as_root COMMAND…: as root, or through a sudo that asks nothing; fails where neither is to be had.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    return 1
  fi
}

apt_install() {
  local -a install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@")
  # A new machine has no package lists, an old one has lists that name files long gone.
  as_root "${install[@]}" || { as_root apt-get update -q && as_root "${install[@]}"; }
}
