// What the page carries: texts and scores as JSON, and the weights of each figure compressed in a block of its own, read when they are first shown.

const carried = JSON.parse(document.getElementById("explorer-data").textContent);
const loadedWeights = new Map();

/** The bytes of a text that holds them compressed in base 64. */
const unpackText = async (text) => {
  const packed = atob(text);
  const compressed = new Uint8Array(packed.length);
  for (let place = 0; place < packed.length; place++) {
    compressed[place] = packed.charCodeAt(place);
  }

  const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

/** Codes and the probability of each code; see AttentionCodes and AttentionDetail. */
const decodeWeights = (bytes, levels) => {
  if (levels < 256) {
    return { codes: bytes, probability: Float32Array.from({ length: levels + 1 }, (_, code) => (code / levels) ** 2) };
  }

  const cells = bytes.length / 2;
  const codes = new Uint16Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    codes[cell] = (bytes[cell] << 8) | bytes[cells + cell];
  }

  return { codes, probability: Float32Array.from({ length: 65536 }, (_, code) => code / 65535) };
};

/** The weights of one figure, with what every view asks of them. */
class Weights {
  constructor(attention, { codes, probability }) {
    this.codes = codes;
    this.probability = probability;
    this.queries = attention.queries.length;
    this.keys = attention.keys.length;
    this.size = this.queries * this.keys;
    this.places = new Map(attention.layers.map((layer, place) => [`${layer}.${attention.heads[place]}`, place]));
    this.largest = probability[largestOf(codes)];
    this.pools = new Map();
    this.means = new Map();
  }

  /** The place of a head among the weights, or undefined. */
  placeOf(layer, head) {
    return this.places.get(`${layer}.${head}`);
  }

  at(place, query, key) {
    return this.probability[this.codes[place * this.size + query * this.keys + key]];
  }

  /** A head's map pooled to at most so many cells a side, each the largest weight of its block. */
  pooled(place, most) {
    const name = `${place}/${most}`;
    if (!this.pools.has(name)) {
      const map = poolCells(this.queries, this.keys, most, this.codes.subarray(place * this.size, (place + 1) * this.size));
      this.pools.set(name, { ...map, cells: Float32Array.from(map.cells, (code) => this.probability[code]) });
    }

    return this.pools.get(name);
  }

  /** The mean map of the heads of a layer, pooled likewise. */
  pooledMean(layer, heads, most) {
    const name = `${layer}/${most}`;
    if (!this.means.has(name)) {
      const places = heads.map((head) => this.placeOf(layer, head)).filter((place) => place !== undefined);
      const mean = new Float32Array(this.size);
      for (const place of places) {
        for (let cell = 0; cell < mean.length; cell++) {
          mean[cell] += this.probability[this.codes[place * this.size + cell]] / places.length;
        }
      }

      this.means.set(name, places.length ? poolCells(this.queries, this.keys, most, mean) : null);
    }

    return this.means.get(name);
  }

  /** The strongest links of a head, from one query or from all, strongest first. */
  strongest(place, query, key, count) {
    const links = [];
    const [first, last] = query === null ? [0, this.queries] : [query, query + 1];
    for (let row = first; row < last; row++) {
      for (let column = key ?? 0; column < (key === null ? this.keys : key + 1); column++) {
        const weight = this.at(place, row, column);
        if (weight > 0 && (links.length < count || weight > links[links.length - 1].weight)) {
          const before = links.findIndex((link) => weight > link.weight);
          links.splice(before < 0 ? links.length : before, 0, { query: row, key: column, weight });
          links.length = Math.min(links.length, count);
        }
      }
    }

    return links;
  }
}

const largestOf = (codes) => {
  let largest = 0;
  for (let cell = 0; cell < codes.length; cell++) {
    largest = codes[cell] > largest ? codes[cell] : largest;
  }

  return largest;
};

const poolCells = (rows, columns, most, values) => {
  const height = Math.min(rows, most);
  const width = Math.min(columns, most);
  const cells = new Float32Array(height * width);
  const places = Int32Array.from({ length: columns }, (_, column) => Math.floor((column * width) / columns));
  for (let row = 0, from = 0; row < rows; row++) {
    const line = Math.floor((row * height) / rows) * width;
    for (let column = 0; column < columns; column++, from++) {
      const cell = line + places[column];
      if (values[from] > cells[cell]) {
        cells[cell] = values[from];
      }
    }
  }

  return { cells, height, width };
};

const loadWeights = (index) => {
  if (!loadedWeights.has(index)) {
    const attention = carried.attentions[index];
    const packed = document.getElementById(`explorer-weights-${index}`).textContent;
    loadedWeights.set(index, unpackText(packed).then((bytes) => new Weights(attention, decodeWeights(bytes, attention.levels))));
  }

  return loadedWeights.get(index);
};
