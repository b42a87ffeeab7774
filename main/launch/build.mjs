/** `npm run build:window`: builds the window where what it is made of has changed. */
import { buildWindow } from './build-window.mjs';
import { setUp } from './set-up.mjs';

process.exitCode = (await buildWindow(await setUp())) ? 0 : 1;
