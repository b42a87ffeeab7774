/**
 * The desktop shell's entry, run by Electron. It is the only file that imports `electron` at run time: all others take
 * the module as an argument, so that they run without it. Nothing is awaited here, since Electron gets ready only after
 * the entry has been loaded: https://www.electronjs.org/docs/latest/tutorial/esm#main-process
 */
import * as electron from 'electron';
import Store from 'electron-store';
import { hostProgram } from './host-process.ts';
import { keptPlace } from './kept-place.ts';
import { startShell } from './shell.ts';
import { shellOptions } from './shell-options.ts';

const options = shellOptions(process.env, process.argv);
const store = new Store({ name: 'desktop', cwd: options.home });

startShell(electron, hostProgram(), options, keptPlace(store)).catch((error: unknown) => {
  electron.dialog.showErrorBox('Atoll could not start', String(error));
  electron.app.exit(1);
});
