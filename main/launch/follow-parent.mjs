/**
 * Loaded into a program by the launcher: ends it when the launcher is gone (killed, so that it could not pass a
 * signal on). Removes itself from what the program's own children inherit: some of them are meant to stay.
 */
const parent = process.ppid;
const at = process.execArgv.indexOf('--import');
if (at >= 0) process.execArgv.splice(at, 2);

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 1_000).unref();
