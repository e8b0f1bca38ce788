#!/usr/bin/env bash
# uic-codes 0.3.0 (npm): Iran has the code of Lebanon, and code 96 is no country.
#
# Expected: the railway codes of the field's eleven countries are right, and each leads back to its country.
# Seen: ten are. Iran is 98, the code of Lebanon, to which 98 leads back; a wagon of the Iranian railways, whose third
# and fourth digits are 96, has no country. UIC leaflet 920-14: 96 Iran, 97 Syria, 98 Lebanon, 99 Iraq.
#
#     RUS 20 RUS   GEO 28 GEO   AZE 57 AZE   IRN 98 LBN   SYR 97 SYR   LBN 98 LBN
#     96: undefined
#
# Needs `npm`.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix . uic-codes@0.3.0

node - <<'JS'
const {toISO, toUIC} = require("uic-codes");
const field = ["RUS", "KAZ", "GEO", "UZB", "AZE", "ARM", "KGZ", "TJK", "TKM", "TUR", "IRN"];
const wrong = field.filter((country) => toISO[toUIC[country]] !== country);
console.log([...field, "SYR", "LBN"].map((country) => `${country} ${toUIC[country]} ${toISO[toUIC[country]]}`).join("   "));
console.log("96:", toISO[96]);
if (String(wrong) !== "IRN" || toUIC.IRN !== 98 || toISO[98] !== "LBN" || toISO[96] !== undefined) {
  console.error("changed: Iran's code is another");
  process.exit(1);
}
JS
