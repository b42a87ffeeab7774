import { EXIT_CODES } from './exit-codes.ts';

export const SERVE_HELP = `atoll serve: the window, in a browser of this machine

  atoll serve [-w DIR] [--port N]

Listens on 127.0.0.1 and prints an address that lets one browser in, once, within a minute. Press
Enter for a new one, for a second browser or when the minute is over; where it runs already, the
same command prints one too. A browser that is in stays in until this program ends: Ctrl-C.

Options
  -w, --workspace DIR     the workspace to open; else the current folder or its nearest parent that
                          is one, else none
      --port N            the port to listen on; else the one that this workspace had last, if it
                          is free, or any free one

Nothing is reachable from other machines. To reach it from one, forward the port yourself:
ssh -L N:127.0.0.1:N

Examples
  atoll serve
  atoll serve -w ~/sales --port 8765

${EXIT_CODES}`;
