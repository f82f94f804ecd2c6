#!/usr/bin/env bash
# Pictures of pages through the dev server: mock/shot.sh OUTDIR name=/path ...   (THEMES="light dark" WIDTHS="1440 1024 390")
set -u
out=$1; shift
base=${BASE:-http://localhost:5173}
mkdir -p "$out"
for pair in "$@"; do
  name=${pair%%=*}; path=${pair#*=}
  for theme in ${THEMES:-light}; do
    for width in ${WIDTHS:-1440}; do
      profile=$(mktemp -d)
      height=$([ "$width" = 390 ] && echo 844 || echo 900)
      flags=(--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run --user-data-dir="$profile" --hide-scrollbars --virtual-time-budget=9000)
      [ "$theme" = dark ] && flags+=(--blink-settings=preferredColorScheme=0) || flags+=(--blink-settings=preferredColorScheme=1)
      timeout 60 chromium "${flags[@]}" --window-size="$width,$height" --screenshot="$out/$name-$width-$theme.png" "$base$path" >/dev/null 2>&1
      rm -rf "$profile"
    done
  done
done
