#!/bin/sh
# onnxruntime 1.32.0 (Linux wheel, Python 3.11): importing it writes files into the home folder.
#
# One would expect: `import onnxruntime` writes nothing, or onnxruntime.disable_telemetry_events() prevents it.
# What happens: the import itself writes a device id and a database of events under ~/.cache. The call comes too late,
#   because it needs the import first. Only the environment variable ORT_DISABLE_TELEMETRY=1, set before, prevents it.
#   Version 1.28.0 wrote nothing.
# Output seen:
#   1.28.0: []
#   1.32.0: ['deviceid', 'onnxruntime.db']
#   1.32.0 with ORT_DISABLE_TELEMETRY=1: []
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/python -m pip install --quiet onnxruntime==1.32.0
python3 -m venv earlier
earlier/bin/python -m pip install --quiet onnxruntime==1.28.0

written() { # label, interpreter, then settings of the environment
    label=$1 python=$2; shift 2
    rm -rf home; mkdir home
    env -u ORT_DISABLE_TELEMETRY -u XDG_CACHE_HOME HOME="$folder/home" "$@" "$python" -c \
        'import onnxruntime; onnxruntime.disable_telemetry_events()'
    python3 -c 'import pathlib, sys
print(sys.argv[1] + ":", sorted(path.name for path in pathlib.Path("home").rglob("*") if path.is_file()))' "$label"
}
{
    written 1.28.0 earlier/bin/python
    written 1.32.0 venv/bin/python
    written "1.32.0 with ORT_DISABLE_TELEMETRY=1" venv/bin/python ORT_DISABLE_TELEMETRY=1
} | tee seen
cat > expected <<'END'
1.28.0: []
1.32.0: ['deviceid', 'onnxruntime.db']
1.32.0 with ORT_DISABLE_TELEMETRY=1: []
END
cmp seen expected
