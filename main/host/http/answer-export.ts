import { open } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ExportFinder } from './window-streams.ts';

/** Answers `GET /api/exports/<exportId>` with the file, to be saved. Throws what finding it throws. */
export async function answerExport(
  find: ExportFinder,
  exportId: string,
  response: ServerResponse,
): Promise<void> {
  const { path, name } = await find(exportId);
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': size,
      'content-disposition': `attachment; filename*=UTF-8''${encodeRfc5987(name)}`,
      'cache-control': 'no-store',
    });
    if (size === 0) response.end();
    // As many bytes as were announced, also where somebody appends to the file meanwhile.
    else await pipeline(file.createReadStream({ autoClose: false, end: size - 1 }), response);
  } finally {
    await file.close();
  }
}

/** RFC 5987, section 3.2.1: `encodeURIComponent` leaves some characters that are not allowed there. */
function encodeRfc5987(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
