import { fileURLToPath } from 'node:url';

/** The built window. */
export const WINDOW_DIR = fileURLToPath(new URL('../../dist/window', import.meta.url));

/** The page that lets a browser in, with its script and its style. */
export const DOOR_DIR = fileURLToPath(new URL('door', import.meta.url));

/** Where the window's colours and sizes are. */
export const TOKENS_DIR = fileURLToPath(new URL('../../renderer/ui', import.meta.url));

/** Where the program's icon is. */
export const ICONS_DIR = fileURLToPath(new URL('../../assets/icons', import.meta.url));
