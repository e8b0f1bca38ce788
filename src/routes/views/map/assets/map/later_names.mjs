// Capitals, further countries, and the code of a country where its name finds no room: they come with the fine ground.
import { addLabel, COUNTRY_RANK } from "./labels.mjs";
import { state } from "./state.mjs";
import { addDot } from "./towns.mjs";

// Ranks between those of countries and of further cities.
const CODE_RANK = COUNTRY_RANK + 0.1;
const CAPITAL_RANK = COUNTRY_RANK + 0.2;

export function addLaterNames({ capitals, countries, codes }) {
  for (const country of countries) addLabel("country", country, COUNTRY_RANK, 0);
  for (const { lines, ...country } of [...state.base.countries, ...countries]) {
    const code = codes[country.shape];
    if (code) addLabel("country", { ...country, lines: [code], instead: lines.join("\n") }, CODE_RANK, 0);
  }
  const cities = state.base.cities.filter(({ rank }) => rank === 1);
  for (const { xy } of cities) addDot(xy);
  for (const [name, ...xy] of capitals) {
    if (cities.some((city) => city.name === name)) continue;
    addDot(xy);
    addLabel("city", { name, xy, side: "r" }, CAPITAL_RANK, 0);
  }
}
