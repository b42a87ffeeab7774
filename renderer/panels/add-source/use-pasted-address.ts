import { useEffect, useRef, useState } from 'react';
import type { ErrorReport } from '../../../engine/errors/atoll-error.ts';
import type { ApiOutput } from '../../../main/contract/api/api.ts';
import { call } from '../../rpc/call.ts';
import { errorReportOf } from '../../rpc/rpc-error.ts';
import { cutSecret } from './url-secret.ts';

/** What a pasted URL or path was understood as. */
export interface ReadAddress {
  readonly parsed: ApiOutput<'sources', 'parse'>;
  readonly secret: string | null;
}

interface PastedAddress {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly error: ErrorReport | null;
  /** What the text was understood as; null while it is empty or not understood. */
  readonly parsed: ReadAddress['parsed'] | null;
  /** A password was in it and is in the password field now. */
  readonly tookSecret: boolean;
}

interface Answer {
  /** The text that it is about. */
  readonly text: string;
  readonly error: ErrorReport | null;
  readonly parsed: ReadAddress['parsed'] | null;
}

/** Nobody types on within this. */
const PAUSE_MS = 300;

/** Reads a URL or path while it is typed; a password in it is taken out of sight and never sent for reading. */
export function usePastedAddress(start: string, onRead: (read: ReadAddress) => void): PastedAddress {
  const [text, setText] = useState(start);
  const [answer, setAnswer] = useState<Answer>({ text: '', error: null, parsed: null });
  const [tookSecret, setTookSecret] = useState(false);
  const latest = useRef(onRead);
  useEffect(() => {
    latest.current = onRead;
  }, [onRead]);
  useEffect(() => {
    const typed = text.trim();
    if (typed === '') return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const cut = cutSecret(typed);
      call('sources', 'parse', { text: cut.text }, stop.signal).then(
        (parsed) => {
          latest.current({ parsed, secret: cut.secret });
          setAnswer({ text: cut.text, error: null, parsed });
          if (cut.secret === null) return;
          setTookSecret(true);
          setText(cut.text);
        },
        (error: unknown) => {
          if (!stop.signal.aborted) setAnswer({ text: typed, error: errorReportOf(error), parsed: null });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  return {
    text,
    setText,
    tookSecret,
    error: answer.text === text.trim() ? answer.error : null,
    parsed: answer.text === text.trim() ? answer.parsed : null,
  };
}
