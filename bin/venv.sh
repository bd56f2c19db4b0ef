# Sourced by the commands in this folder: makes .venv and installs what one requirements file lists.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd -- "$root"

give_up() { # Says one sentence on standard error and ends with exit code 2.
    echo "$1" >&2
    exit 2
}

find_python() { # Sets $python to a Python that is new enough.
    local candidate
    for candidate in python3.11 python3 python3.13 python3.12; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            return
        fi
    done
    give_up "Install Python 3.11 or newer: no python3 on the PATH is new enough."
}

get_venv_module() { # Debian and Ubuntu ship Python without the part that makes environments.
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        return
    fi
    local package
    package="$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        give_up "Install the package $package (on Debian and Ubuntu: sudo apt-get install $package), then start again."
    fi
    echo "Installing $package ..."
    apt_get update && apt_get install "$package" || give_up "apt-get could not install $package; install it, then start again."
}

apt_get() { # Installs without asking anything, and waits for another apt-get to end.
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 --no-install-recommends "$@" >/dev/null
}

venv_has() { # Whether .venv holds what the file $1 lists.
    [ -x .venv/bin/python ] && cmp -s "$1" ".venv/installed-$1"
}

make_venv() { # Brings .venv up to what the file $1 lists; does nothing when it already is.
    if venv_has "$1"; then
        return
    fi
    if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        find_python
        get_venv_module
        echo "Making the environment in .venv ..."
        "$python" -m venv --clear .venv || give_up "Python could not make an environment in $root/.venv."
    fi
    echo "Installing what $1 lists ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$1" \
        || give_up "pip could not install what $1 lists; its reason stands above."
    cp "$1" ".venv/installed-$1"
}
