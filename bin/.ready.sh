# What every door needs before it can open: a Node that is new enough, the packages, and where asked for, the build.
# Sourced by the doors in this folder; each step does nothing when it was done before.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

NODE_WANTED=24.21.0
NODE_FLOOR=24.15

say() { printf '%s\n' "$*" >&2; }
fail() { say "$@"; exit 1; }

is_new_enough() {
	local found
	found=$("$1" --version 2>/dev/null) || return 1
	found=${found#v}
	[ "$(printf '%s\n%s\n' "$NODE_FLOOR" "$found" | sort -V | head -n 1)" = "$NODE_FLOOR" ]
}

# The machine's own Node where it will do; else the binary that the npm registry carries for this platform.
ready_node() {
	if is_new_enough node; then return; fi
	local system machine package own
	system=$(uname -s | tr '[:upper:]' '[:lower:]')
	case $(uname -m) in x86_64 | amd64) machine=x64 ;; aarch64 | arm64) machine=arm64 ;; *) machine=$(uname -m) ;; esac
	package=node-$system-$machine
	own=$PWD/.node/node_modules/$package/bin
	if ! is_new_enough "$own/node"; then
		command -v npm >/dev/null || fail "Wijkspoor needs Node $NODE_FLOOR or newer, or npm to fetch it. Neither is on this machine."
		say "This machine's Node is older than $NODE_FLOOR; fetching Node $NODE_WANTED from the npm registry …"
		npm install --prefix .node --no-save --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error "$package@$NODE_WANTED" >&2 ||
			fail "Node $NODE_WANTED could not be fetched as $package from the npm registry. Install Node $NODE_FLOOR or newer and try again."
		is_new_enough "$own/node" || fail "Node $NODE_WANTED was fetched as $package, but does not run on this machine."
	fi
	PATH=$own:$PATH
	export PATH
}

# Packages are installed again only when the lock file or Node changed.
ready_packages() {
	local wanted
	wanted="$(cksum <package-lock.json) $(node --version)"
	if [ "$(cat node_modules/.wijkspoor 2>/dev/null)" = "$wanted" ]; then return; fi
	say "Installing packages …"
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 ||
		fail "The packages could not be installed from the npm registry; the lines above say why."
	printf '%s' "$wanted" >node_modules/.wijkspoor
}

# Built again only when something that goes into the build is newer than the build.
ready_build() {
	if [ -f build/.wijkspoor ] && [ -z "$(find src messages static vite.config.ts package-lock.json -newer build/.wijkspoor -print -quit)" ]; then return; fi
	say "Building …"
	local log
	log=$(mktemp)
	if ! npx --no-install vite build >"$log" 2>&1; then
		cat "$log" >&2
		rm -f "$log"
		fail "The build failed; the lines above say why."
	fi
	rm -f "$log"
	touch build/.wijkspoor
}
