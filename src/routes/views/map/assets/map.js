// The map: draws what the atlas's files say, sets every word as text, never as markup. What surrounds it, the dashboard's
// frame (frame.js) or a page of the static edition (route.js), is `window.mapHost`: {read, clear, send, themed},
// where an address says what is shown: {page, rerun}, and where a reader chooses a way from a list: {chosen}.
(() => {
  const root = document.documentElement;
  const host = window.mapHost;
  const SVG = 'http://www.w3.org/2000/svg';
  const DETAIL_ZOOM = 7.5, CITY_ZOOM = {1: 0, 2: 4.5, 3: 5.5, 4: 6.5, 5: 7.5, 6: 8};
  // So many files are kept as read; the browser has the others.
  const MOST_KNOWN = 24;
  let map, colours = {}, palettes, base, canvas, beyond, turn = 0, wanted = null, way = null, picking = false;
  // The window whose address says what is shown, if any does.
  const page = host.page;
  const repaint = new Map(), shown = new Map(), known = new Map();

  const element = (tag, name, text) => {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const drawn = (tag, values) => {
    const made = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
    return made;
  };
  // What is said of a thing is made when it is asked for.
  const tip = lines => () => { const box = element('div'); lines.forEach(line => box.append(element('div', '', line))); return box; };
  const swap = line => line.map(([lon, lat]) => [lat, lon]);
  const place = ([lon, lat]) => L.latLng(lat, lon);

  const json = url => {
    const found = known.get(url) ?? host.read(url);
    known.delete(url);
    known.set(url, found);
    found.catch(() => known.delete(url));
    if (known.size > MOST_KNOWN) known.delete(known.keys().next().value);
    return found;
  };

  const paint = theme => {
    if (!palettes || root.dataset.theme === theme) return;
    root.dataset.theme = theme;
    colours = palettes[theme];
    for (const [name, value] of Object.entries(colours)) root.style.setProperty(`--${name}`, value);
    repaint.forEach(again => again());
  };

  const painted = (key, layer, style) => {
    const again = () => layer.setStyle(style());
    repaint.set(key, again);
    again();
    return layer;
  };

  const pane = (name, z, through = true) => {
    const made = map.createPane(name);
    made.style.zIndex = z;
    if (through) made.style.pointerEvents = 'none';
    return made;
  };

  // ---- the base: land, borders, rivers, names
  // Outlines come as steps from one position to the next, to be added up.
  const unpacked = ({steps, shapes}) => {
    const line = moves => { let x = 0, y = 0; return Array.from({length: moves.length / 2}, (_, i) => [(x += moves[2 * i]) / steps, (y += moves[2 * i + 1]) / steps]); };
    const part = moves => typeof moves[0] === 'number' ? line(moves) : moves.map(part);
    return shapes.map(shape => ({type: shape.type, coordinates: part(shape.steps)}));
  };
  // All of it is on one canvas: land at the bottom, then water, then what lies beyond.
  const ground = (key, data, style) => painted(key, L.geoJSON(unpacked(data), {interactive: false, pane: 'ground', renderer: canvas}).addTo(map), style);
  const land = (data, key) => ground(key, data, () => ({fillColor: colours.land, fillOpacity: 1, color: colours.border, weight: 1})).bringToBack();

  // What cannot be had is named on the map; the rest of it is drawn all the same.
  const OUTLINES = {land: 'countries and borders', water: 'rivers and lakes'};
  const missing = new Set();
  const miss = (what, error) => {
    console.warn(what, error);
    missing.add(what);
    let note = document.querySelector('.ca-missing');
    if (!note) {
      note = element('div', 'ca-failed ca-missing');
      note.setAttribute('role', 'status');
      control('topright', note);
    }
    note.textContent = `Not drawn, for the file is missing or broken: ${[...missing].join(', ')}.`;
  };
  const trying = (what, draw) => draw().catch(error => miss(what, error));
  const showWater = async () => {
    const area = feature => feature.geometry.type.endsWith('Polygon');
    ground('water', await json(base.layers.water),
      () => feature => area(feature) ? {fillColor: colours.water, fillOpacity: 1, color: colours.river, weight: 0.8} : {color: colours.river, weight: 0.9, fill: false});
    beyond.bringToFront();
  };
  // The outlines fit for the zoom, each fetched when it is first needed.
  const outlines = {};
  const showLand = async () => {
    const wants = () => base.layers.detail && map.getZoom() >= DETAIL_ZOOM ? 'detail' : 'land';
    const role = wants();
    if (!base.layers[role]) return;
    outlines[role] ??= json(base.layers[role]).then(data => land(data, role)).catch(error => { delete outlines[role]; throw error; });
    const layer = await outlines[role];
    if (role !== wants()) return;
    if (!map.hasLayer(layer)) map.addLayer(layer), layer.bringToBack();
    for (const other of Object.values(outlines)) other.then(drawn => { if (drawn !== layer && map.hasLayer(drawn)) map.removeLayer(drawn); });
  };

  // ---- names that do not run into each other
  const names = [];
  const clearNames = kind => { for (let i = names.length - 1; i >= 0; i--) if (names[i].kind === kind) { names[i].node.remove(); names.splice(i, 1); } };
  const addName = (kind, given, rank, zoom) => {
    const node = element('div', `ca-name ${kind}${given.end ? ' end' : ''}`, given.lines ? given.lines.join('\n') : given.name);
    node.style.visibility = 'hidden';
    map.getPane('names').append(node);
    names.push({...given, kind, rank, zoom, node, at: place(given.xy), where: ''});
  };
  // To read a size after something was written makes the browser set the page anew: sizes are read all at once, and kept.
  const measure = () => { for (const name of names) if (!name.w) { name.w = name.node.offsetWidth; name.h = name.node.offsetHeight; } };
  const setName = (name, where) => {
    if (name.where === where) return;
    if (where) name.node.style.transform = where;
    if (!where !== !name.where) name.node.style.visibility = where ? '' : 'hidden';
    name.where = where;
  };
  const cross = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  const sides = (at, w, h, gap) => ({
    r: {x: at.x + gap, y: at.y - h / 2, w, h}, l: {x: at.x - gap - w, y: at.y - h / 2, w, h},
    t: {x: at.x - w / 2, y: at.y - gap - h, w, h}, b: {x: at.x - w / 2, y: at.y + gap, w, h},
  });
  const padded = (box, pad = base.symbols.names.pad) => ({x: box.x - pad, y: box.y - pad, w: box.w + 2 * pad, h: box.h + 2 * pad});

  const setNames = () => {
    measure();
    const size = map.getSize(), zoom = map.getZoom(), taken = [...controls()];
    const line = way ? way.line() : [];
    (way ? way.marks : []).forEach(mark => { const at = map.latLngToContainerPoint(mark.latlng).add(mark.shift); taken.push({x: at.x - 12, y: at.y - 12, w: 24, h: 24}); });
    const seen = new Set();
    let placed = 0;
    for (const name of [...names].sort((a, b) => a.rank - b.rank)) {
      const town = name.kind === 'place' || name.kind === 'city', at = map.latLngToContainerPoint(name.at), {w, h} = name;
      const shows = zoom >= name.zoom && at.x >= 0 && at.y >= 0 && at.x <= size.x && at.y <= size.y && !(town && (seen.has(name.name) || placed >= base.symbols.names.most));
      const found = shows && (town ? beside(name, at, w, h, taken, line, size) : area(name, at, w, h, taken, line));
      if (!found) { setName(name, ''); continue; }
      taken.push(padded(found));
      if (name.name) seen.add(name.name);
      if (town) placed += 1;
      const {x, y} = map.containerPointToLayerPoint([found.x, found.y]).round();
      setName(name, `translate(${x}px,${y}px)`);
    }
    root.dataset.names = placed;
  };
  const inside = (box, size) => box.x >= 2 && box.y >= 2 && box.x + box.w <= size.x - 2 && box.y + box.h <= size.y - 2;
  const hits = (box, line) => line.reduce((n, p) => n + (p.x > box.x && p.x < box.x + box.w && p.y > box.y && p.y < box.y + box.h), 0);
  const beside = (name, at, w, h, taken, line, size) => {
    const all = sides(at, w, h, name.kind === 'city' ? 6 : base.symbols.names.gap);
    const order = [name.side, ...['r', 'l', 't', 'b'].filter(s => s !== name.side)];
    const free = order.map(s => all[s]).filter(box => inside(box, size) && !taken.some(other => cross(padded(box), other)));
    if (!free.length && name.end) {
      const crowd = box => taken.filter(other => cross(box, other)).length;
      return order.map(s => clamp(all[s], size)).sort((a, b) => crowd(a) - crowd(b))[0];
    }
    if (!free.length) return null;
    const best = free.map((box, i) => [hits(box, line) * 10 + i, box]).sort((a, b) => a[0] - b[0])[0];
    return name.kind === 'city' && best[0] >= 30 ? null : best[1];
  };
  const clamp = (box, size) => ({...box, x: Math.max(3, Math.min(box.x, size.x - box.w - 3)), y: Math.max(3, Math.min(box.y, size.y - box.h - 3))});
  const area = (name, at, w, h, taken, line) => {
    if (name.width && map.project(L.latLng(0, name.width)).x - map.project(L.latLng(0, 0)).x < w) return null;
    for (const [dx, dy] of base.symbols.names.areas) {
      const box = {x: at.x - w / 2 + dx, y: at.y - h / 2 + dy, w, h};
      if (!taken.some(other => cross(padded(box), other)) && !hits(box, line)) return box;
    }
    return null;
  };
  // What stands on the map, where a name may not; kept until the legend or the map's size changes.
  let standing = null;
  const controls = () => {
    if (standing) return standing;
    const frame = map.getContainer().getBoundingClientRect();
    standing = [...document.querySelectorAll('.ca-legend, .ca-note, .leaflet-bar')].filter(node => node.offsetHeight).map(node => {
      const box = node.getBoundingClientRect();
      return {x: box.x - frame.x, y: box.y - frame.y, w: box.width, h: box.height};
    });
    return standing;
  };

  // ---- marks: shape says kind, ring or disc says state; patterns and sizes are those of symbols.json
  const stroked = ({width, dashes, round}) => ({'stroke-width': width, ...(dashes && {'stroke-dasharray': dashes}), ...(round && {'stroke-linecap': 'round'})});
  const mark = (kind, state, n) => {
    const shut = state === 'closed', svg = drawn('svg', {width: 24, height: 24, viewBox: '0 0 24 24', 'aria-hidden': 'true'});
    const fill = shut ? 'var(--ink)' : 'var(--bg)', stroke = shut ? 'var(--bg)' : 'var(--ink)';
    const {marks, rings} = base.symbols, line = {fill, stroke, ...stroked(rings.open)}, side = 2 * marks.mode, edge = 12 - marks.mode;
    if (kind === 'gate') {
      svg.append(drawn('circle', {cx: 12, cy: 12, r: 4, fill: shut ? 'var(--ink2)' : 'var(--bg)', stroke: 'var(--ink2)', 'stroke-width': 1.3, 'stroke-dasharray': state === 'open' || shut ? 'none' : '2 2'}));
    } else if (kind === 'border') {
      svg.append(drawn('circle', {cx: 12, cy: 12, r: shut ? marks.closed : marks.border, ...line, ...stroked(rings[state] ?? rings.unknown)}));
    } else if (kind === 'gauge') { const q = marks.gauge; svg.append(drawn('path', {d: `M12 ${12 - q}l${q} ${q}-${q} ${q}-${q}-${q}z`, ...line})); }
    else svg.append(drawn('rect', {x: edge, y: edge, width: side, height: side, rx: marks.corner, ...line}));
    if (n) { const text = drawn('text', {x: 12, y: 16, fill: stroke}); text.textContent = n; svg.append(text); }
    return svg;
  };

  const addMark = (group, stop) => {
    const box = element('div', 'ca-stop');
    box.append(mark(stop.kind, stop.state, stop.n));
    const made = L.marker(place(stop.xy), {pane: 'marks', keyboard: true, icon: L.divIcon({className: 'ca-stop', iconSize: [24, 24], html: box})});
    made.bindTooltip(tip(stop.says), {className: 'ca-tip', direction: 'top', offset: [0, -12]}).addTo(group);
    made.getElement()?.setAttribute('aria-label', stop.says.join('. '));
    made.on('click', () => choose(stop.id)).on('keypress', event => { if (event.originalEvent.key === 'Enter') choose(stop.id); });
    const lead = painted(`way-lead-${stop.n}`, L.polyline([], {pane: 'cities', interactive: false, weight: 1}).addTo(group), () => ({color: colours.ink2}));
    return {marker: made, latlng: place(stop.xy), shift: L.point(0, 0), lead};
  };
  const addBadge = (group, {letter, xy, says}) => {
    const box = element('div', 'ca-badge', letter);
    box.style.background = `var(--way-${letter})`;
    const made = L.marker(place(xy), {pane: 'marks', keyboard: false, icon: L.divIcon({className: 'ca-stop', iconSize: [24, 24], html: box})});
    made.bindTooltip(tip(says), {className: 'ca-tip', direction: 'top', offset: [0, -12]}).addTo(group);
    const lead = painted(`way-lead-${letter}`, L.polyline([], {pane: 'cities', interactive: false, weight: 1}).addTo(group), () => ({color: colours.ink2}));
    return {marker: made, latlng: place(xy), shift: L.point(0, 0), lead};
  };
  const choose = id => host.send({place: id, n: Date.now()});

  // A mark too close to one before it steps aside, as little as it can.
  const spread = marks => {
    const set = [];
    for (const one of marks) {
      const home = map.latLngToLayerPoint(one.latlng);
      const at = base.symbols.aside.map(step => home.add(step)).find(spot => set.every(other => other.distanceTo(spot) >= base.symbols.marks.apart)) ?? home;
      set.push(at);
      one.shift = at.subtract(home);
      one.lead.setLatLngs(at === home || one.shift.distanceTo([0, 0]) < 1 ? [] : [one.latlng, map.layerPointToLatLng(at)]);
      const node = one.marker.getElement();
      if (node) { node.style.marginLeft = `${one.shift.x - 12}px`; node.style.marginTop = `${one.shift.y - 12}px`; }
    }
  };

  // ---- lines: the pattern says the state, the colour whose way it is where there are several
  const wayColour = letter => letter === 'shared' ? colours.ink2 : letter ? colours[`way-${letter}`] : colours.way;
  const strokes = (leg, quiet) => {
    const sea = leg.mode === 'sea', thick = quiet ? 0.5 : 1, {width, lines, sea: ship, casing, halo} = base.symbols;
    const line = lines[leg.status], dash = sea && leg.status === 'open' ? ship.dashes : line.dashes, round = {lineCap: line.round || sea ? 'round' : 'butt'};
    const colour = () => quiet ? colours.disputed : wayColour(leg.way);
    const all = [];
    if (!quiet) all.push([() => ({color: colours.land, weight: leg.approximate ? casing.approximate : casing.width, opacity: sea ? 0 : casing.opacity}), {}]);
    if (!quiet && (leg.approximate || sea)) all.push([() => ({color: colour(), weight: halo.width, opacity: halo.opacity}), {lineCap: 'butt'}]);
    if (line.inner) {
      all.push([() => ({color: colour(), weight: line.width * thick}), {}], [() => ({color: colours.land, weight: line.inner * thick}), {}]);
    } else {
      const weight = line.width ?? (sea ? width.sea : width.land);
      all.push([() => ({color: colour(), weight: Math.max(weight * thick, 1), dashArray: dash}), round]);
    }
    return all;
  };
  const addLine = (target, leg, key, quiet) => {
    const points = swap(leg.xy), pane = quiet ? 'layers' : 'way';
    strokes(leg, quiet).forEach(([style, fixed], i) =>
      painted(`${key}-${leg.id}-${i}`, L.polyline(points, {...fixed, interactive: false, pane, smoothFactor: 0.6}).addTo(target), style));
    L.polyline(points, {pane: quiet ? 'layers' : 'way', weight: 16, opacity: 0, className: 'ca-hit', smoothFactor: 0.6})
      .bindTooltip(tip(leg.says), {className: 'ca-tip', sticky: true}).addTo(target);
    if (leg.status === 'dismantled') return crosses(target, leg, key, quiet);
    return null;
  };
  // Crosses along a lifted line, where it is long enough on screen for them to be read.
  const crosses = (target, leg, key, quiet) => {
    const made = painted(`${key}-${leg.id}-x`, L.polyline([], {pane: quiet ? 'layers' : 'way', interactive: false, lineCap: 'butt'}).addTo(target),
      () => ({color: quiet ? colours.disputed : wayColour(leg.way), weight: quiet ? 1.2 : base.symbols.crosses.width}));
    const {every} = base.symbols.crosses, arm = quiet ? 2.5 : base.symbols.crosses.arm;
    return () => {
      const points = swap(leg.xy).map(at => map.latLngToLayerPoint(at)), spots = along(points, every);
      if (spots.length < 3) { made.setLatLngs([]); return; }
      made.setLatLngs(spots.flatMap(p => [[[-arm, -arm], [arm, arm]], [[-arm, arm], [arm, -arm]]]
        .map(ends => ends.map(end => map.layerPointToLatLng(p.add(end))))));
    };
  };
  const along = (points, step) => {
    const out = [];
    let left = step / 2;
    for (let i = 1; i < points.length; i++) {
      const a = points[i - 1], b = points[i], length = a.distanceTo(b);
      for (; left <= length; left += step) out.push(a.add(b.subtract(a).multiplyBy(left / length)));
      left -= length;
    }
    return out;
  };

  const forget = key => [...repaint.keys()].filter(name => name.startsWith(`${key}-`)).forEach(name => repaint.delete(name));

  // ---- background layers, fetched only when shown
  // A lane of which no service is known is in the file, but would hide the lanes that ships sail.
  const drawable = ({properties: {mode, status}}) => mode !== 'sea' || status !== 'unknown';
  const signOf = ({properties: {status}, geometry: {type}}) => type === 'Point' ? `gate ${['open', 'closed'].includes(status) ? status : 'other'}` : status;
  const setLayers = async layers => {
    const mine = turn;
    for (const [theme, layer] of shown) if (!layers.some(([name, url]) => name === theme && url === layer.url)) { map.removeLayer(layer.group); forget(`layer-${theme}`); shown.delete(theme); }
    const come = await Promise.all(layers.filter(([theme]) => !shown.has(theme)).map(async ([theme, url]) => {
      try { return {theme, url, features: (await json(url)).features.filter(drawable)}; } catch (error) { miss(`the layer ${theme}`, error); return null; }
    }));
    if (mine !== turn) return;
    const added = come.filter(Boolean);
    for (const {theme, url, features} of added) shown.set(theme, {group: L.layerGroup().addTo(map), url, fit: [], signs: new Set(features.map(signOf))});
    // The legend may have grown by their signs, and the view be smaller: it is set before they are drawn.
    if (setLegend()) { fit(); arrange(); }
    for (const {theme, features} of added) for (const feature of features) addFeature(theme, shown.get(theme), feature);
    root.dataset.layers = [...shown.keys()].join(' ');
  };
  const addFeature = (theme, {group, fit}, {properties: facts, geometry: {type, coordinates: at}}) => {
    if (type === 'Point') {
      const shut = facts.status === 'closed';
      painted(`layer-${theme}-${facts.id}`, L.circleMarker(place(at), {pane: 'gates', radius: 4, bubblingMouseEvents: false}).bindTooltip(tip(facts.says), {className: 'ca-tip'})
        .on('click', () => choose(facts.id)).addTo(group),
        () => ({color: colours.ink2, weight: 1.3, fillColor: shut ? colours.ink2 : colours.bg, fillOpacity: 1, dashArray: facts.status === 'open' || shut ? null : '2 2'}));
    } else {
      const again = addLine(group, {...facts, xy: at, approximate: facts.course === 'approximate'}, `layer-${theme}`, true);
      if (again) { fit.push(again); again(); }
    }
  };

  // ---- the frame around it
  const legendLine = status => {
    const svg = drawn('svg', {width: 34, height: 12, viewBox: '0 0 34 12', 'aria-hidden': 'true'});
    const at = {x1: 1, x2: 33, y1: 6, y2: 6, stroke: 'var(--ink)'};
    if (status === 'approximate') svg.append(drawn('line', {...at, 'stroke-width': 10, opacity: 0.22}), drawn('line', {...at, 'stroke-width': 3}));
    else if (status === 'disused') svg.append(drawn('line', {...at, 'stroke-width': 5}), drawn('line', {...at, stroke: 'var(--bg)', 'stroke-width': 2.4}));
    else if (status === 'dismantled') for (const x of [6, 17, 28]) svg.append(drawn('path', {d: `M${x - 3} 3l6 6m0-6l-6 6`, stroke: 'var(--ink)', 'stroke-width': 1.8}));
    else svg.append(drawn('line', {...at, 'stroke-width': 3.6, 'stroke-dasharray': base.symbols.lines[status].dashes || 'none', 'stroke-linecap': base.symbols.lines[status].round ? 'round' : 'butt'}));
    return svg;
  };
  const control = (position, made) => {
    const holder = L.control({position});
    holder.onAdd = () => { L.DomEvent.disableClickPropagation(made); L.DomEvent.disableScrollPropagation(made); return made; };
    holder.addTo(map);
  };
  const addLegend = () => {
    const box = element('details', 'ca-legend');
    box.open = map.getContainer().clientWidth > 640;
    box.append(element('summary', '', 'Legend'), element('ul'));
    box.addEventListener('toggle', () => { standing = null; setNames(); });
    control('bottomleft', box);
  };
  // Only the signs that are on the map at the moment; says whether they are others than before.
  const setLegend = () => {
    const list = document.querySelector('.ca-legend ul'), seen = new Set(['open', ...(way ? way.signs : [])]);
    shown.forEach(layer => layer.signs.forEach(sign => seen.add(sign)));
    const {lines, marks} = base.legend;
    const signs = [...seen].sort().join(' ');
    if (list.dataset.signs === signs) return false;
    list.dataset.signs = signs;
    standing = null;
    list.replaceChildren(...[
      ...lines.filter(([status]) => seen.has(status)).map(([status, words]) => [legendLine(status), words]),
      ...marks.filter(([kind, state]) => seen.has(`${kind} ${state}`)).map(([kind, state, words]) => [mark(kind, state), words]),
    ].map(([sign, words]) => { const item = element('li'); item.append(sign, element('span', '', words)); return item; }));
    return true;
  };

  const fail = error => {
    root.dataset.map = 'failed';
    console.error(error);
    if (!document.querySelector('.ca-failed:not(.ca-missing)')) control('topright', element('div', 'ca-failed', 'The map could not be drawn. Everything on it is in the profile and the table.'));
  };

  // Beyond the base map there is paper, not sea, and the view keeps to the map where it can.
  const keepTo = ([west, south, east, north]) => map.setMaxBounds([[south - 12, west - 12], [north + 6, east + 12]]);
  const hem = ([west, south, east, north]) => {
    const hole = [[south, west], [south, east], [north, east], [north, west]];
    beyond = painted('hem', L.polygon([[[-85, -180], [-85, 200], [85, 200], [85, -180]], hole], {pane: 'ground', interactive: false, stroke: false, renderer: canvas}).addTo(map),
      () => ({fillColor: colours['land-out'], fillOpacity: 1}));
  };
  const below = () => map.getSize().y - Math.min(...controls().filter((_, i) => i < 2).map(box => box.y), map.getSize().y);
  const arrange = () => {
    if (ours) return;
    if (way) { spread(way.marks); way.fit.forEach(fit => fit()); }
    shown.forEach(layer => layer.fit.forEach(fit => fit()));
    setNames();
  };

  // ---- the view a reader moved to stands in the page's address as at=<lon>,<lat>,<zoom>; no message is sent for it
  const WRITE_MS = 250, WAY_KEYS = ['route', 'from', 'to', 'by', 'avoid', 'n', 'ways'];
  let moved = false, touched = false, ours = false, stepped = false, writing = 0, home = '';
  const keys = () => new URLSearchParams(page?.location.search);
  const ofWay = () => [page?.location.pathname, ...WAY_KEYS.map(key => keys().get(key))].join(' ');
  const view = ({lng, lat} = map.getCenter(), zoom = map.getZoom()) => `${+lng.toFixed(4)},${+lat.toFixed(4)},${+zoom.toFixed(1)}`;
  const asked = () => {
    const text = keys().get('at') ?? '', [lng, lat, zoom] = text.split(',').map(Number);
    const right = /^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?,\d{1,2}(\.\d+)?$/.test(text);
    return right && Math.abs(lng) <= 180 && lat <= 90 && zoom >= map.getMinZoom() && zoom <= map.getMaxZoom() ? {lng, lat, zoom} : null;
  };
  // Only the address of the way that is drawn is written to: meanwhile the page may have gone on to another.
  const write = () => {
    if (!page || ofWay() !== home) return;
    const rest = page.location.search.slice(1).split('&').filter(part => part && !part.startsWith('at='));
    page.history.replaceState(page.history.state, '', `?${[...rest, `at=${view()}`].join('&')}${page.location.hash}`);
  };
  // A move of our own says nothing about what the reader wants to see.
  const quietly = move => { ours = true; try { move(); } finally { ours = false; } };
  const noteMove = () => {
    if (ours || !touched) return;
    moved = true;
    clearTimeout(writing);
    writing = setTimeout(write, WRITE_MS);
  };
  // Show what the address asks for, also after the browser's back; put a view back that a new address left out.
  // Says whether the map moved for it.
  const settle = () => {
    const at = asked(), before = view();
    if (at) {
      moved = true;
      if (view(at, at.zoom) !== view()) quietly(() => map.setView(at, at.zoom, {animate: false}));
    } else if (stepped) moved = false;
    else if (moved) write();
    stepped = false;
    fit();
    return view() !== before;
  };
  const watch = () => {
    for (const sign of ['pointerdown', 'wheel', 'keydown', 'touchstart'])
      map.getContainer().addEventListener(sign, () => { touched = true; }, {passive: true, capture: true});
    map.on('moveend', noteMove);
    if (!page) return;
    const step = () => { clearTimeout(writing); stepped = true; };
    page.addEventListener('popstate', step);
    window.addEventListener('pagehide', () => page.removeEventListener('popstate', step));
    // A rerun that leaves the way as it was draws nothing, but may have changed the address.
    host.rerun(() => {
      const was = turn;
      setTimeout(() => { if (way && was === turn && ofWay() === home && settle()) arrange(); }, 50);
    });
  };

  // A map inside a page leaves the page's own scrolling alone: one finger and the wheel scroll on past it. Two fingers
  // move and zoom the map; so does the wheel with Ctrl, or where the reader has gone into the map.
  const HINT_MS = 1600;
  const yieldScrolling = () => {
    const container = map.getContainer(), hint = element('div', 'ca-failed ca-hint', 'Use two fingers to move the map');
    let fading = 0;
    map.scrollWheelZoom.disable();
    container.addEventListener('focusin', () => map.scrollWheelZoom.enable());
    container.addEventListener('focusout', () => map.scrollWheelZoom.disable());
    container.addEventListener('wheel', event => {
      if (event.ctrlKey || event.metaKey) map.scrollWheelZoom.enable();
      else if (!container.contains(document.activeElement)) map.scrollWheelZoom.disable();
    }, {passive: true, capture: true});
    if (!matchMedia('(pointer: coarse)').matches) return;
    map.dragging.disable();
    hint.hidden = true;
    container.append(hint);
    container.addEventListener('touchmove', event => {
      hint.hidden = event.touches.length > 1;
      clearTimeout(fading);
      fading = setTimeout(() => { hint.hidden = true; }, HINT_MS);
    }, {passive: true});
  };
  // Who asked for less motion sees the map step instead of glide.
  const still = () => {
    const pan = map.panBy;
    map.panBy = (offset, options) => pan.call(map, offset, {...options, animate: matchMedia('(prefers-reduced-motion: reduce)').matches ? false : options?.animate});
  };

  // The view is set before anything is drawn in it, for what is there already would have to be set anew.
  let size = '', fitted = '';
  const measured = () => { const {clientWidth, clientHeight} = map.getContainer(); return `${clientWidth} ${clientHeight}`; };
  const fit = () => quietly(() => {
    if (size !== measured()) { map.invalidateSize(false); standing = null; size = measured(); }
    const low = below(), now = JSON.stringify([wanted, size, low, map.getZoom(), map.getCenter()]);
    if (!wanted || moved || fitted === now) return;
    map.fitBounds(wanted, {paddingTopLeft: [34, 34], paddingBottomRight: [34, 26 + low], animate: false, maxZoom: 10});
    fitted = JSON.stringify([wanted, size, low, map.getZoom(), map.getCenter()]);
  });
  const resized = () => {
    if (size === measured()) return;
    fit();
    arrange();
  };

  // A line of the reader's and the way beside it, unless they lie so far apart that only the line is of interest.
  const both = ([[w, s], [e, n]], [[w2, s2], [e2, n2]]) =>
    w > e2 || w2 > e || s > n2 || s2 > n ? [[w, s], [e, n]] : [[Math.min(w, w2), Math.min(s, s2)], [Math.max(e, e2), Math.max(n, n2)]];

  // Sizes are not to be read, nor anything shown, before the styles are there.
  const styled = () => Promise.all([...document.querySelectorAll('link[rel=stylesheet]')].map(link => link.sheet || new Promise(done => { link.onload = link.onerror = done; })));

  const ready = {};
  ready.promise = new Promise(resolve => { ready.resolve = resolve; });

  window.startMap = async (made, url) => {
    map = made;
    root.dataset.map = 'loading';
    map.getContainer().setAttribute('aria-label', 'Map of the chosen way. Everything on it is in the profile and the table below.');
    map.getContainer().setAttribute('role', 'region');
    try {
      [base] = await Promise.all([json(url), styled()]);
      palettes = base.palettes;
      map.setMinZoom(base.zooms[0]).setMaxZoom(base.zooms[1]);
      paint(root.dataset.asked || 'light');
      [['ground', 310], ['layers', 380], ['way', 400], ['gates', 420], ['cities', 430], ['marks', 610], ['names', 600]]
        .forEach(([name, z]) => pane(name, z, ['ground', 'names', 'cities'].includes(name)));
      canvas = L.canvas({pane: 'ground', padding: 0.5});
      keepTo(base.window);
      host.themed(paint);
      control('bottomleft', element('div', 'ca-note', base.note));
      addLegend();
      base.countries.forEach(name => addName('country', name, 60, 0));
      base.seas.forEach(name => addName('sea', name, 70, 4));
      base.cities.forEach(name => addName('city', name, 20 + name.rank, CITY_ZOOM[name.rank] ?? 8.5));
      map.on('moveend', arrange);
      map.on('zoomend', () => { if (grounded) trying(OUTLINES.land, showLand); });
      map.on('click', ({latlng}) => { if (picking) host.send({at: [latlng.lng, latlng.lat], n: Date.now()}); });
      watch();
      yieldScrolling();
      still();
      new ResizeObserver(resized).observe(map.getContainer());
      host.chosen?.(base.ways, ahead);
      ready.resolve();
    } catch (error) { fail(error); }
  };

  // ---- the way: its line first, for that is what a reader waits for; then what lies around it
  let group = null, drawing = '';
  const put = (data, {url, key, ring, own}, address) => {
    // While the address still says the way before, it has no say in where this one is shown.
    home = address ? ofWay() : '';
    const same = drawing === (drawing = JSON.stringify([url, key, ring, own]));
    if (same) { if (address && settle()) arrange(); return; }
    const [[west, south], [east, north]] = own ? both(own.bounds, data.bounds) : data.bounds;
    if (own || root.dataset.way?.split('+')[0] !== key.split('+')[0]) { wanted = [[south, west], [north, east]]; moved = touched = stepped = false; clearTimeout(writing); }
    group?.remove();
    forget('way');
    clearNames('place');
    const mineToo = own ? own.lines.map((xy, n) => ({id: `own-${n}`, xy, status: 'open', mode: 'road', way: own.badge.letter, says: own.badge.says})) : [];
    const legs = [...data.legs, ...mineToo], badges = [...(data.badges || []), ...(own ? [own.badge] : [])];
    const signs = [...data.legs.map(leg => leg.status), ...data.stops.map(stop => `${stop.kind} ${stop.state}`)];
    if (data.legs.some(leg => leg.approximate)) signs.push('approximate');
    way = {marks: [], fit: [], signs, line: () => legs.flatMap(leg => along(swap(leg.xy).map(at => map.latLngToContainerPoint(at)), 6))};
    setLegend();
    if (address) settle(); else fit();
    group = L.layerGroup().addTo(map);
    way.fit = legs.map(leg => addLine(group, leg, 'way', false)).filter(Boolean);
    way.marks = [...data.stops.map(stop => addMark(group, stop)), ...badges.map(badge => addBadge(group, badge))];
    data.names.forEach(name => {
      painted(`way-dot-${name.id}`, L.circleMarker(place(name.xy), {pane: 'cities', interactive: false, radius: name.end ? 5.5 : 4.5}).addTo(group),
        () => ({color: colours.ink, weight: 1.8, fillColor: colours.bg, fillOpacity: 1}));
      addName('place', name, name.rank, name.rank < 7 ? 0 : 6);
    });
    if (ring) painted('way-ring', L.circleMarker(place(ring), {pane: 'cities', interactive: false, radius: 17, fill: false}).addTo(group), () => ({color: colours.accent, weight: 3}));
    arrange();
    root.dataset.map = 'drawn';
    root.dataset.way = key;
  };

  // What the map stands on. It is begun when the first line has been seen; a page in the background shows no frames.
  const LOOK_MS = 200;
  const seen = () => new Promise(done => { requestAnimationFrame(() => setTimeout(done)); setTimeout(done, LOOK_MS); });
  let grounded = null;
  const showGround = () => {
    grounded ??= (async () => {
      for (const [role, what] of Object.entries(OUTLINES)) if (!base.layers[role]) miss(what, 'not on the server');
      hem(base.window);
      if (base.layers.water) await trying(OUTLINES.water, showWater);
    })();
    return Promise.all([grounded, trying(OUTLINES.land, showLand)]);
  };

  // ---- a way chosen from a list is drawn while the server still makes the page of it; then counts what the server says
  let said = null, guess = '';
  const wayOf = call => call.key.split('+')[0];
  const guessed = id => {
    const file = `/views/way/${wayOf(said)}.json`;
    return said.url.includes(file) && !said.own
      ? {...said, url: said.url.replace(file, `/views/way/${id}.json`), key: [id, ...said.key.split('+').slice(1)].join('+'), ring: null} : null;
  };
  const ahead = {
    fetch: id => { const call = guessed(id); if (call) json(call.url).catch(() => {}); },
    show: async id => {
      const call = guessed(id);
      if (!call) return;
      const mine = ++turn;
      guess = id;
      try {
        const data = await json(call.url);
        if (mine === turn) put(data, call, false);
      } catch (error) { console.warn(call.url, error); }
    },
    // The server came to rest without a word of it.
    back: () => { if (guess) { guess = ''; window.drawWay(said); } },
  };

  window.drawWay = async call => {
    host.clear();
    said = call;
    if (guess && wayOf(call) !== guess) return;
    guess = '';
    const {url, layers, theme, pick} = call, mine = ++turn;
    picking = pick;
    root.dataset.asked = root.dataset.theme || theme;
    try {
      const [data] = await Promise.all([json(url), ready.promise]);
      if (mine !== turn) return;
      const first = !grounded;
      put(data, call, true);
      if (first) await seen();
      await Promise.all([showGround(), setLayers(layers)]);
    } catch (error) { fail(error); }
  };
})();
