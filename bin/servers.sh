# Sourced by the commands that test and measure: gets the programs below, and starts no service of the system.

. "$(dirname -- "${BASH_SOURCE[0]}")/venv.sh"

policy=/usr/sbin/policy-rc.d
no_cluster=/etc/postgresql-common/createcluster.d/follow-up-desk.conf

missing_packages() { # Prints the Debian packages of the programs that are not there.
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || echo postgresql
    command -v redis-server >/dev/null || command -v valkey-server >/dev/null || echo redis-server
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
        || echo chromium fonts-noto-core
    [ -x /usr/sbin/dovecot ] || command -v dovecot >/dev/null || echo dovecot-imapd
    command -v spamassassin >/dev/null || echo spamassassin
    command -v soffice >/dev/null || echo libreoffice-writer-nogui
    command -v pdftotext >/dev/null || echo poppler-utils
    command -v java >/dev/null || echo default-jre-headless
    command -v tidy >/dev/null || echo tidy
    command -v faketime >/dev/null || echo faketime
}

allow_services_again() {
    rm -f "$no_cluster"
    rmdir --ignore-fail-on-non-empty "$(dirname "$no_cluster")" 2>/dev/null || true
    if [ -n "${made_policy:-}" ]; then rm -f "$policy"; fi
}

forbid_services() { # While packages are installed: no daemon starts, no cluster is made.
    trap allow_services_again EXIT
    trap 'exit 130' INT TERM
    mkdir -p "$(dirname "$no_cluster")"
    echo "create_main_cluster = false" >"$no_cluster"
    if [ ! -e "$policy" ]; then
        made_policy=yes
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod 755 "$policy"
    fi
}

get_servers() {
    local packages
    packages=$(missing_packages | tr '\n' ' ')
    if [ -z "${packages// /}" ]; then
        return
    fi
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        give_up "Install these, then start again; missing here, by their Debian names: $packages"
    fi
    echo "Installing $packages..."
    forbid_services
    # shellcheck disable=SC2086 # the names are words of their own
    apt_get update && apt_get install $packages || give_up "apt-get could not install: $packages"
    allow_services_again
    trap - EXIT INT TERM
}
