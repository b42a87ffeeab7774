import type { Stage } from './stage.ts';
import type { WorldName } from './world.ts';

/** A state of the window that is worth looking at: brought about as a user would, in a window just opened. */
export interface Scene {
  /** Of the picture, too. */
  readonly name: string;
  readonly world: WorldName;
  /** Resolves when what is to be seen is there. */
  readonly show: (stage: Stage) => Promise<void>;
  /** It differs from another one in its words alone: looked at, but not checked again. */
  readonly alike?: boolean;
  /** Brings back what closes when the window changes its size, such as a completion list. */
  readonly again?: (stage: Stage) => Promise<void>;
}
