# Swift sources are formatted as `swift format -i` would leave them.
set -uo pipefail

if ! command -v swift >/dev/null; then
  echo "scripts/checks/format.sh: swift is not in PATH, so that formatting can't be checked"
  exit 1
fi
git ls-files -co --exclude-standard -z -- '*.swift' |
  while IFS= read -r -d '' file; do
    # A file that was removed but not yet from the index.
    if [ -f "$file" ]; then printf '%s\0' "$file"; fi
  done |
  xargs -0 swift format lint --strict --parallel 2>&1
