import { join } from 'node:path';
import { writeExport } from '../exports/write-export.ts';
import { copyArea } from './copy-area.ts';
import { deriveFile } from './derive-file.ts';
import { findCell } from './find-cell.ts';
import { measureArea } from './measure-area.ts';
import { profileColumn } from './profile-column.ts';
import type { JobOptions, ResultJob, ResultJobKind, ResultJobs } from './result-job.ts';
import type { ResultReader } from './result-reader.ts';

/** Does one piece of work over an open result; new files of its own go into `folder`. */
export async function runResultJob(
  reader: ResultReader,
  job: ResultJob,
  folder: string,
  { signal, onProgress = () => undefined }: JobOptions,
): Promise<ResultJobs[ResultJobKind]['output']> {
  switch (job.kind) {
    case 'derive':
      return await deriveFile(
        reader,
        job.input,
        join(folder, `derived-${process.hrtime.bigint()}.duckdb`),
        signal,
      );
    case 'find':
      return await findCell(reader, job.input, signal);
    case 'measure':
      return await measureArea(reader, job.input, signal);
    case 'profile':
      return await profileColumn(reader, job.input.column, signal);
    case 'copy':
      return await copyArea(reader, job.input.area, job.input.format, signal);
    case 'export':
      return await writeExport(reader, job.input, signal, onProgress);
  }
}
