import type { FileFormat } from './file-format.ts';
import type { DataFile, DataFolder } from './walk.ts';

/** One table: a file, or a folder of files of one format. */
export interface FileTable {
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly format: FileFormat;
  readonly files: readonly DataFile[];
  /** Names of the Hive partitions, outermost first. */
  readonly partitions: readonly string[];
}

const PARTITION = /^([^=]+)=/u;

/**
 * The tables of a folder. Each file directly in it is a table named by its stem. A subfolder whose files, directly or
 * in partition folders `k=v`, are of one format is one table named by the folder; one with several formats gives a
 * table for each file. Names of deeper folders are joined by `_`. Names that clash, case aside, get the file's ending
 * as a suffix, and a number where that does not tell them apart.
 */
export function fileTables(root: DataFolder): readonly FileTable[] {
  const partitioned = partitionedTable(root, root.name);
  const own = partitioned === null ? root.files.map((file) => single(file, file.stem)) : [partitioned];
  return unclash([...own, ...plainFolders(root).flatMap((folder) => folderTables(folder, folder.name))]);
}

/** The table of a source that names one file. */
export function singleTable(file: DataFile): FileTable {
  return single(file, file.stem);
}

function folderTables(folder: DataFolder, name: string): readonly FileTable[] {
  const files = partitionedFiles(folder);
  const formats = new Set(files.map((file) => file.format));
  const [format] = formats;
  const own =
    format === undefined
      ? []
      : formats.size === 1
        ? [{ name, kind: 'folder', format, files, partitions: partitionsOf(folder) } as const]
        : files.map((file) => single(file, `${name}_${file.stem}`));
  return [...own, ...plainFolders(folder).flatMap((below) => folderTables(below, `${name}_${below.name}`))];
}

/** The root itself is a table only where it holds nothing but partitions. */
function partitionedTable(root: DataFolder, name: string): FileTable | null {
  const files = partitionedFiles(root);
  const [format, ...more] = new Set(files.map((file) => file.format));
  if (root.files.length > 0 || format === undefined || more.length > 0) return null;
  return { name, kind: 'folder', format, files, partitions: partitionsOf(root) };
}

function partitionedFiles(folder: DataFolder): readonly DataFile[] {
  return [...folder.files, ...folder.folders.filter(isPartition).flatMap(partitionedFiles)];
}

function partitionsOf(folder: DataFolder): readonly string[] {
  const names = new Set<string>();
  for (const below of folder.folders.filter(isPartition)) {
    if (partitionedFiles(below).length === 0) continue;
    names.add(PARTITION.exec(below.name)?.[1] ?? below.name);
    for (const name of partitionsOf(below)) names.add(name);
  }
  return [...names];
}

function plainFolders(folder: DataFolder): readonly DataFolder[] {
  return folder.folders.flatMap((below) => (isPartition(below) ? [] : [below]));
}

function isPartition(folder: DataFolder): boolean {
  return PARTITION.test(folder.name);
}

function single(file: DataFile, name: string): FileTable {
  return { name, kind: 'file', format: file.format, files: [file], partitions: [] };
}

function unclash(tables: readonly FileTable[]): readonly FileTable[] {
  const byEnding = renameClashes(
    tables,
    (table) => `${table.name}_${table.files[0]?.ending ?? table.format}`,
  );
  const counts = new Map<string, number>();
  return renameClashes(byEnding, (table) => {
    const count = (counts.get(table.name.toLowerCase()) ?? 0) + 1;
    counts.set(table.name.toLowerCase(), count);
    return count === 1 ? table.name : `${table.name}_${count}`;
  });
}

function renameClashes(
  tables: readonly FileTable[],
  rename: (table: FileTable) => string,
): readonly FileTable[] {
  const groups = Map.groupBy(tables, (table) => table.name.toLowerCase());
  return tables.map((table) => {
    const clashes = (groups.get(table.name.toLowerCase())?.length ?? 0) > 1;
    return clashes ? { ...table, name: rename(table) } : table;
  });
}
