#!/usr/bin/env bash
# Records the samples again: samples/record.sh [NAME ...]   (root; all of them take about two minutes)
set -euo pipefail
cd "$(dirname "$0")"

if [ "$(id -u)" != 0 ]; then
  exec sudo "$0" "$@"
fi
declare -A package=([ip]=iproute2 [nft]=nftables [tcpdump]=tcpdump [python3]=python3 [sysctl]=procps)
missing=()
for tool in "${!package[@]}"; do
  command -v "$tool" >/dev/null || missing+=("${package[$tool]}")
done
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -q && apt-get install -qy --no-install-recommends "${missing[@]}"
fi
export PYTHONDONTWRITEBYTECODE=1
exec python3 recorder/record.py "$@"
