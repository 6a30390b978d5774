# What each command does stands in dev/. Settings, all optional:
#   ODOO_SOURCE=<folder>     an Odoo 19 that is already there
#   PGHOST, PGPORT, PGUSER   a database server that is already there
#   EXTRA_ADDONS=<folder>    more addons for Odoo, several joined by commas
#   PORT, DEMODB, TESTDB     the port of "make serve"; the names of its database and of the tests'
#   PYTHON, DEBIAN_MIRROR    another Python 3.11+; where Debian's packages come from

.DEFAULT_GOAL := help
.PHONY: help setup run serve shell test test-engine lint format screenshots stop clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@sed -n 's/^#  / /p' $(MAKEFILE_LIST)

run: ## set up Odoo, make the database "demo" and import samples/users.xlsx into it
	@dev/run

serve: ## show the database "demo" in the browser
	@dev/serve

shell: ## a Python prompt in the database "demo"
	@dev/odoo shell -d $(or $(DEMODB),demo)

test: ## lint and every test
	@dev/test

test-engine: ## the engine's tests only, without a database
	@dev/test-engine

lint: ## check style and Odoo's rules
	@dev/lint

format: ## put right what the linters can
	@dev/lint --fix

setup: ## fetch Odoo and its packages into .odoo/ and nothing more
	@dev/setup

screenshots: ## take the pictures of the README and of the app's page anew
	@dev/screenshots user_bulk_import/static/description

stop: ## stop the server and PostgreSQL
	@dev/stop

clean: ## stop everything and remove .odoo/ and node_modules/
	@dev/clean
