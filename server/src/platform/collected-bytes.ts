import type { MemoryHold } from './held-memory.ts';

export interface BytesLimits {
  readonly bytesMax: number;
  readonly memory: MemoryHold;
}

export type BytesProblem = 'too_large' | 'memory_full';

/** Collects bytes that arrive in pieces, up to a limit, and counts them as held memory. */
export class CollectedBytes {
  readonly #limits: BytesLimits;
  #pieces: Buffer[] = [];
  #length = 0;

  constructor(limits: BytesLimits) {
    this.#limits = limits;
  }

  /** A problem ends the collecting: the bytes are released and no longer counted. */
  add(piece: Buffer): BytesProblem | undefined {
    const { bytesMax, memory } = this.#limits;
    if (this.#length + piece.length > bytesMax) return this.#end('too_large');
    if (!memory.take(piece.length)) return this.#end('memory_full');
    this.#length += piece.length;
    this.#pieces.push(piece);
    return undefined;
  }

  /**
   * All bytes. A body that arrived in one piece, as most do, is not copied; else two copies exist for a short time, and both are
   * counted.
   */
  join(): Buffer | undefined {
    const [first] = this.#pieces;
    if (first !== undefined && this.#pieces.length === 1) return first;
    const { memory } = this.#limits;
    if (!memory.take(this.#length)) {
      this.#end('memory_full');
      return undefined;
    }
    const whole = Buffer.concat(this.#pieces, this.#length);
    memory.give(this.#length);
    return whole;
  }

  #end(problem: BytesProblem): BytesProblem {
    this.#limits.memory.give(this.#length);
    this.#length = 0;
    this.#pieces = [];
    return problem;
  }
}
