import { walk } from '../../plan/walk.ts';
import type { StreamPart } from './stream-plan.ts';

/** How far one part of a stream has come. */
export class PartState {
  readonly part: StreamPart;
  /** Fragments that it reads beside the streamed one. */
  readonly others: readonly string[];
  /** Rows of it went through, or are going. */
  hasBegun = false;
  #haveOthersCome = false;
  #hasStreamedCome: boolean;

  constructor(part: StreamPart) {
    this.part = part;
    const read = [...walk(part.whole)].flatMap((node) =>
      node.kind === 'fragment-scan' ? [node.fragment] : [],
    );
    this.others = [...new Set(read)].filter((id) => id !== part.streamed);
    this.#hasStreamedCome = part.streamed === null;
  }

  /** What the batches meet is staged. */
  get isReady(): boolean {
    return this.#haveOthersCome;
  }

  get hasAll(): boolean {
    return this.#haveOthersCome && this.#hasStreamedCome;
  }

  othersCame(): void {
    this.#haveOthersCome = true;
  }

  streamedCame(): void {
    this.#hasStreamedCome = true;
  }
}
