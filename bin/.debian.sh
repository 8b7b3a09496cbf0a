# What comes from Debian: tools for tests and measurements, and a PostgreSQL server of our own on loopback, gone when we are.
# Sourced by the doors that need one, after .ready.sh.

# A tool of Debian that is absent is installed where we may; nothing is ever skipped because it is not there.
need() { # what it is, Debian's packages, how to see that it is there
	if eval "$3"; then return; fi
	say "$1 is not on this machine; installing Debian's $2 …"
	if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $2; } >/dev/null 2>&1
	fi
	eval "$3" || fail "This needs $1. Install Debian's package $2 and try again."
}

# The same for what only helps: whoever uses it says that it is not there.
want() { (need "$@") || true; }

scratch=$(mktemp -d)
stop_postgres=true
trap '$stop_postgres; rm -rf "$scratch"' EXIT

postgres_bin() { dirname "$(ls -d /usr/lib/postgresql/*/bin/pg_ctl 2>/dev/null | sort -V | tail -n 1)"; }

# It holds nothing worth keeping, so it need not sync.
ready_postgres() {
	if [ -n "${WIJKSPOOR_TEST_POSTGRES:-}" ]; then return; fi
	need 'a PostgreSQL server' postgresql '[ -x "$(postgres_bin)/initdb" ]'
	local port
	postgres_as=()
	postgres_folder=$scratch/postgres
	mkdir "$postgres_folder"
	if [ "$(id -u)" = 0 ]; then
		postgres_as=(runuser -u postgres --)
		chmod 755 "$scratch"
		chown postgres "$postgres_folder"
	fi
	port=$(node -e "const s=require('node:net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")
	in_postgres initdb -U wijkspoor -E UTF8 --locale=C.UTF-8 -A trust >/dev/null 2>&1 || fail 'PostgreSQL could not make a database cluster.'
	in_postgres pg_ctl -w -l "$postgres_folder/log" -o "-c listen_addresses=127.0.0.1 -p $port -k $postgres_folder -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200" start >/dev/null ||
		fail "PostgreSQL did not start: $(cat "$postgres_folder/log")"
	stop_postgres='in_postgres pg_ctl -m immediate stop'
	export WIJKSPOOR_TEST_POSTGRES="postgres://wijkspoor@127.0.0.1:$port/postgres"
}

in_postgres() { # a program of PostgreSQL, on our folder
	local program=$1
	shift
	(cd "$postgres_folder" && "${postgres_as[@]}" "$(postgres_bin)/$program" -D "$postgres_folder/data" "$@") >/dev/null
}
