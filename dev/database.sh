# Sourced after env.sh by what makes and removes databases.
# shellcheck shell=bash
#
# A database is always built under another name and renamed when it is whole, so that an interrupted run
# leaves nothing that looks finished. Its comment says which checkout made it, and from what.

HALF=__half
MARK="made by ${ODOO_STATE//\'/} from"
# Templates carry the checkout in their names: several may share one server, but each has its own filestore.
TEMPLATE=ubi_$(sha256sum <<<"$ODOO_STATE" | cut -c1-8)

sql() { psql -XAtq -v ON_ERROR_STOP=1 -d postgres "$@"; }
name_sql() { printf '"%s"' "$1"; } # check_name has let through nothing that could leave the quotes
filestore() { printf '%s' "$DATA/filestore/$1"; }

check_server() {
  local can hint="Correct PGHOST, PGPORT, PGUSER and the password, or unset them to use the embedded one."
  [ -z "${EMBEDDED_POSTGRES:-}" ] || hint="If its data is damaged: 'make stop', remove $ODOO_STATE/pg, and the databases are made anew."
  can=$(sql -c "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user" 2>&1) ||
    die "the database server does not let us in: $can" "$hint"
  [ "$can" = t ] || die "the database user may not create databases" "As an administrator of that server: ALTER ROLE ... CREATEDB."
}

check_name() {
  [[ $1 =~ ^[A-Za-z0-9][A-Za-z0-9_.-]{0,50}$ ]] || die "'$1' is no name for a database" "Letters, digits, and _ . - inside."
  [[ $1 != postgres && $1 != template[01] ]] || die "'$1' is PostgreSQL's own database"
}

# intact NAME: its files are there too. Without them its pages have no scripts.
intact() { [ -d "$(filestore "$1")" ]; }

exists() { [ -n "$(sql -c "SELECT 1 FROM pg_database WHERE datname = '$1'")" ]; }

# origin NAME: what NAME was made from, as kept in its comment; nothing if it is not ours or not whole.
origin() {
  sql -c "SELECT substr(comment, length('$MARK ') + 1) FROM pg_database, shobj_description(oid, 'pg_database') comment
    WHERE datname = '$1' AND starts_with(comment, '$MARK ')"
}

set_origin() { sql -c "COMMENT ON DATABASE $(name_sql "$1") IS '$MARK $2'"; }

drop() {
  sql -c "DROP DATABASE IF EXISTS $(name_sql "$1") WITH (FORCE)" 2>/dev/null ||
    die "the database '$1' cannot be removed" "Does it belong to another database user?"
  rm -rf "$(filestore "$1")"
}

# copy FROM TO
copy() {
  drop "$2"
  sql -c "CREATE DATABASE $(name_sql "$2") TEMPLATE $(name_sql "$1")"
  # PostgreSQL copies a sequence with the numbers that it has in stock, unlogged: after a crash the copy hands
  # them out again (tried with 18: duplicate keys). Setting each to where it stands logs it. The other strategy
  # of copying does without, but waits for two checkpoints.
  psql -XAtq -v ON_ERROR_STOP=1 -d "$2" -c "DO 'DECLARE s record; BEGIN
    FOR s IN SELECT schemaname, sequencename FROM pg_sequences LOOP
      EXECUTE format(''SELECT setval(%L, last_value, is_called) FROM %s'',
        format(''%I.%I'', s.schemaname, s.sequencename), format(''%I.%I'', s.schemaname, s.sequencename));
    END LOOP; END'"
  mkdir -p "$(filestore "$2")"
  [ ! -d "$(filestore "$1")" ] || cp -a "$(filestore "$1")/." "$(filestore "$2")/"
}

# finish NAME ORIGIN: the half-made NAME is whole.
finish() {
  drop "$1"
  rm -rf "$(filestore "$1")"
  [ ! -d "$(filestore "$1$HALF")" ] || mv "$(filestore "$1$HALF")" "$(filestore "$1")"
  sql -c "ALTER DATABASE $(name_sql "$1$HALF") RENAME TO $(name_sql "$1")"
  set_origin "$1" "$2"
}

# run_odoo LABEL NAME OPTION…: run Odoo on NAME until it is initialised. Its warnings are shown.
run_odoo() {
  local label=$1 name=$2 log
  shift 2
  step "$label" "Odoo's own words above say what is wrong. If it is the database: dev/newdb makes one anew." \
    python -m odoo server -d "$name" --no-http --max-cron-threads=0 --stop-after-init "$@"
  log=$ODOO_STATE/log/$(tr -cs 'A-Za-z0-9' '-' <<<"$label" | sed 's/-$//').log
  # A missing pg_trgm only makes searches slower; the embedded server has no extensions.
  grep -E '^[-0-9: ,]+ [0-9]+ (WARNING|ERROR|CRITICAL) ' "$log" | grep -v -e pg_trgm -e unaccent >&2 || true
}

# all_installed NAME ADDON,ADDON…: Odoo only logs a name that it does not know.
all_installed() {
  local missing
  missing=$(psql -XAtq -d "$1" -c "SELECT string_agg(a, ', ') FROM unnest(string_to_array('$2', ',')) a
    WHERE NOT EXISTS (SELECT FROM ir_module_module WHERE name = a AND state = 'installed')")
  [ -z "$missing" ] || die "Odoo did not install: $missing" "Is there a folder of that name with a __manifest__.py?"
}

# current: what a database made now would be made from: "<what the addon needs>-<the addon>".
current() {
  local depends addon base
  depends=$(python "$ROOT/dev/addon.py" depends "${ADDONS[@]}")
  addon=$(python "$ROOT/dev/addon.py" digest "${ADDONS[@]}")
  base=$({
    printf '%s\n' "$ODOO_HOME" "$depends"
    cat "$ODOO_HOME/odoo/release.py"
    [ -n "${ODOO_SOURCE:-}" ] || cat "$ODOO_STATE/root/.complete"
    [ ${#ADDONS[@]} = 1 ] || cat "$ROOT/dev/requirements-addons.txt"
  } | sha256sum | cut -c1-16)
  printf '%s-%s' "$base" "$addon"
}

# renew_template [--demo|--glue]: set $template to one that matches the addons' files, made anew where it does not.
# Two steps: what the addons depend on (slow, seldom changes), and on a copy of it the addons.
renew_template() {
  local -a options=()
  local base=${TEMPLATE}_base depends what
  template=${TEMPLATE}_addon
  case ${1:-} in
    --demo) options=(--with-demo) base+=_demo template+=_demo ;;
    --glue) ADDONS+=("${GLUE[@]}") base+=_glue template+=_glue ;;
  esac
  what=$(current)
  if [ "$(origin "$template")" = "$what" ] && intact "$template"; then
    return 0
  fi
  if [ "$(origin "$base")" != "${what%-*}" ] || ! intact "$base"; then
    depends=$(python "$ROOT/dev/addon.py" depends "${ADDONS[@]}")
    drop "$base$HALF"
    run_odoo "making the database '$base' with $depends" "$base$HALF" -i "$depends" "${options[@]}"
    all_installed "$base$HALF" "$depends"
    mkdir -p "$(filestore "$base$HALF")"
    finish "$base" "${what%-*}"
  fi
  copy "$base" "$template$HALF"
  run_odoo "installing the addon in '$template'" "$template$HALF" -i "$(IFS=, && echo "${ADDONS[*]}")" "${options[@]}"
  all_installed "$template$HALF" "$(IFS=, && echo "${ADDONS[*]}")"
  finish "$template" "$what"
}
