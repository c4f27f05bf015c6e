# To be sourced: `private_apt SUITE` sets `apt`, a folder that is removed at the script's end, and `options`, with which
# apt-get works in it: another suite than this machine's, and an empty list of installed packages. Needs Debian's apt.
private_apt() {
  local suite=$1 mirror
  mirror=$({ cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null || true; } |
    awk '/^(deb |URIs:)/ { for (i = 2; i <= NF; i++) if (!found && $i ~ /\/debian\/?$/) found = $i } END { print found }')
  [ -n "$mirror" ] || { echo "No Debian mirror in apt's sources." >&2; return 1; }

  apt=$(mktemp -d)
  trap 'rm -rf "$apt"' EXIT
  mkdir -p "$apt/lists/partial" "$apt/debs/partial"
  : >"$apt/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$apt/sources.list"
  options=(-qq
    -o "Dir::Etc::SourceList=$apt/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$apt/lists"
    -o "Dir::State::Status=$apt/status" -o "Dir::Cache=$apt" -o "Dir::Cache::Archives=$apt/debs"
    -o APT::Sandbox::User=root -o Acquire::Languages=none -o APT::Install-Recommends=false -o Acquire::Retries=3)
  apt-get "${options[@]}" update
}
