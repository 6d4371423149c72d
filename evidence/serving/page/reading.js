// A text as it is read: its blocks, its sentences, and what stands at a place of it.
const ABBREVIATED =
  /(?:^|[\s(])(?:et al|e\.g|i\.e|cf|vs|viz|Fig|Figs|Tab|No|Nos|pp?|vol|ed|eds|ca|approx|Dr|Mr|Mrs|Ms|Prof|St|dkk|dll|dsb|hlm|yg|\p{Lu})\.\s*$/u;

export class Reading {
  constructor(whole) {
    Object.assign(this, { key: whole.key, text: whole.text, paged: whole.paged, pages: whole.pages });
    this.blocks = whole.blocks.map(([kind, level, flat], number) => {
      const pieces = [];
      for (let at = 0; at < flat.length; at += 2) pieces.push([flat[at], flat[at + 1]]);
      return { kind, level, pieces, number, start: pieces[0][0], end: pieces.at(-1)[1] };
    });
    this.paragraphs = this.blocks.filter((block) => block.kind === "p");
    this.segmenter = new Intl.Segmenter(undefined, { granularity: "sentence" });
  }

  // The block that a place stands in, else the one before it.
  blockAt(place) {
    let [low, high] = [0, this.blocks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle].start <= place) low = middle;
      else high = middle - 1;
    }
    return this.blocks[low];
  }

  pageAt(place) {
    const found = this.pages.findIndex(([start, end]) => start <= place && place < end);
    return found < 0 ? 0 : found;
  }

  // The sentences of a block, as stretches of the text.
  sentences(block) {
    let said = "";
    const places = [];
    for (const [start, end] of block.pieces) {
      const piece = `${this.text.slice(start, end).replace(/[\n\r\f]/g, " ")} `;
      for (let at = 0; at < piece.length; at++) places.push(start + at);
      said += piece;
    }
    const found = [];
    let open = null;
    for (const { segment, index } of this.segmenter.segment(said)) {
      const start = open ?? index;
      const end = index + segment.length;
      if (ABBREVIATED.test(said.slice(start, end)) && end < said.length - 1) {
        open = start;
        continue;
      }
      open = null;
      const told = said.slice(start, end);
      const first = start + (told.length - told.trimStart().length);
      const last = start + told.trimEnd().length;
      if (last > first) found.push([places[first], places[last - 1] + 1]);
    }
    return found;
  }

  // The sentence after a place, or the one that it stands in.
  sentenceFrom(place) {
    for (let number = this.blockAt(place).number; number < this.blocks.length; number++) {
      const block = this.blocks[number];
      if (block.kind === "h") continue;
      const found = this.sentences(block).find(([, end]) => end > place);
      if (found) return found;
    }
    return null;
  }
}

export const touches = (spans, [start, end]) => spans.some(([left, right]) => left < end && right > start);
