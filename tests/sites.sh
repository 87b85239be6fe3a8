#!/usr/bin/env bash
# tests/sites.sh [SITE...]   builds real sites from npm with the package in them, opens each in Chromium, and says what of the
#                            ladders in it was drawn: vitepress, docusaurus, astro, hexo, reveal
#
# Not part of tests/run.sh: it installs some 600 MB from npm into build/sites (about 6 minutes). Needs what
# `npm run build` and `npm run build:package` in web/ have made.
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
made=$project/build/sites
mkdir -p "$made"
[ $# -gt 0 ] || set -- vitepress docusaurus astro hexo reveal

package=$made/$(cd "$project/web" && npm pack --silent --pack-destination "$made")
capture=$project/samples/http-1688.pcap

# Where a site's text and its files belong, what builds it, and where it is then.
prepare_vitepress() { cp ../page.md index.md; mkdir -p public; cp "$capture" public; }
build_vitepress() { npx vitepress build; }
prepare_docusaurus() { rm -rf node_modules/.cache; (printf -- '---\nslug: /\n---\n\n'; cat ../page.md) >docs/index.mdx; mkdir -p static; cp "$capture" static; }
build_docusaurus() { npx docusaurus build; }
prepare_astro() {
  (printf -- '---\nlayout: ../layouts/Page.astro\n---\n\n'; cat ../page.md) >src/pages/index.md
  mkdir -p public
  cp "$capture" public
}
build_astro() { ASTRO_TELEMETRY_DISABLED=1 npx astro build; }
prepare_hexo() {
  (printf -- '---\ntitle: Three segments\n---\n\n'; cat ../page.md; printf '\n<script src="/tcp-ladder/load.js" defer></script>\n') \
    >source/_posts/handshake.md
  cp "$capture" source
  cp -r "$project/web/dist/tcp-ladder" source
}
build_hexo() { npx hexo generate; }
prepare_reveal() { mkdir -p public; cp "$capture" public; }
build_reveal() { npx vite build --logLevel warn; }
declare -A output=([vitepress]=.vitepress/dist [docusaurus]=build [astro]=dist [hexo]=public [reveal]=dist)

failed=0
for site; do
  cp -r "$project/tests/sites/page.md" "$project/tests/sites/$site" "$made/"
  log=$made/$site.log
  if (cd "$made/$site" && "prepare_$site" && npm install --no-fund --no-audit --ignore-scripts --no-save \
    --prefer-offline "$package" && "build_$site") >"$log" 2>&1 </dev/null; then
    node "$project/tests/sites/check.mjs" "$site" "$made/$site/${output[$site]}" "$made/$site.png" || failed=1
  else
    echo "$site: not built, see $log"
    tail -n 5 "$log"
    failed=1
  fi
done
exit $failed
