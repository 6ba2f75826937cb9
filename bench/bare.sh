#!/bin/sh
# Both README commands on a bare machine: a Debian 12 with Python, pip and certificates, and nothing else.
# Needs root, debootstrap and util-linux. Usage: ./dev bare [FOLDER]   (keeps the folder if one is named)
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
[ "$(id -u)" = 0 ] || { echo "bare: run as root (debootstrap and mounts need it)." >&2; exit 2; }
command -v debootstrap >/dev/null || { echo "bare: debootstrap is missing: apt-get install debootstrap" >&2; exit 2; }

root=${1:-$(mktemp -d "${TMPDIR:-/var/tmp}/sijill-bare.XXXXXX")}
[ $# -gt 0 ] || trap 'rm -rf --one-file-system "$root"' EXIT
say() { echo "bare: $(date -u +%H:%M:%S) $*"; }

say "making a bare system in $root"
debootstrap --variant=minbase --include=python3,python3-pip,ca-certificates bookworm "$root" >"$root.log" 2>&1 ||
    { tail -5 "$root.log" >&2; exit 1; }
rm -f "$root.log"
# Where the network has an authority of its own, the host knows it and the bare system must be told.
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
cp -r /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/usr/local/share/host-authorities.pem"
fi
git clone --quiet "$top" "$root/root/sijill"
for tool in git uv make cc node; do [ ! -e "$root/usr/bin/$tool" ] || { echo "bare: $tool is there; not bare" >&2; exit 1; }; done

cat >"$root/root/inside.sh" <<'INSIDE'
set -eu
update-ca-certificates >/dev/null 2>&1 || true
if [ -f /usr/local/share/host-authorities.pem ]; then
    export PIP_CERT=/usr/local/share/host-authorities.pem SSL_CERT_FILE=/usr/local/share/host-authorities.pem
fi
cd /root/sijill
echo "bare: $(python3 --version), pip $(python3 -m pip --version | cut -d' ' -f2), $(uname -m), $(nproc) cores"
echo "bare: ----- ./dev demo"; date +%s >/tmp/start
./dev demo </dev/null
echo "bare: ./dev demo took $(( $(date +%s) - $(cat /tmp/start) )) s, set-up included"
echo "bare: ----- ./dev test"; date +%s >/tmp/start
./dev test </dev/null
echo "bare: ./dev test took $(( $(date +%s) - $(cat /tmp/start) )) s, set-up included"
INSIDE

# A chroot would not do: bubblewrap cannot make namespaces inside one, and the sandbox tests would be skipped.
say "entering it"
export BARE_ROOT="$root"
unshare --mount --pid --fork sh -eu -c '
    mount --make-rprivate /
    mount --bind "$BARE_ROOT" "$BARE_ROOT"
    cd "$BARE_ROOT"
    mount --rbind /dev dev
    mount -t tmpfs tmpfs tmp
    mkdir -p old-root
    pivot_root . old-root
    mount -t proc proc /proc
    umount -l /old-root
    exec env -u PYENV_ROOT -u LANG -u LC_ALL HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        sh /root/inside.sh
'
say "both README commands are green"
