const mostRanges = 20;

/** The lines of a file that something came from, as ranges; after twenty of them only counted, so that it does not grow with the file. */
export class FileLines {
  readonly #ranges: { readonly from: number; to: number }[] = [];
  #more = 0;

  /** Lines come in the order of the file. */
  add(line: number): void {
    const last = this.#ranges.at(-1);
    if (last && line === last.to + 1) last.to = line;
    else if (this.#ranges.length < mostRanges) this.#ranges.push({ from: line, to: line });
    else this.#more += 1;
  }

  /** Such as `2-4, 9`, and `+7` where seven more lines are not told one by one. */
  toString(): string {
    const told = this.#ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
    return this.#more === 0 ? told : `${told} … +${this.#more}`;
  }
}
