import { ScanSearch } from 'lucide-react';
import type { ReactElement } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type Subject, useInspector } from '../../workspace/inspector-store.ts';
import { CatalogColumn } from './catalog-column.tsx';
import { CatalogTable } from './catalog-table.tsx';
import { CellViewer } from './cell-viewer.tsx';
import styles from './inspector.module.css';
import { RecordViewer } from './record-viewer.tsx';
import { ResultColumn } from './result-column.tsx';
import { SourceFacts } from './source-facts.tsx';

/** Tells about what was selected last, in whatever panel. */
export function InspectorPanel(): ReactElement {
  const subject = useInspector((store) => store.subject);
  if (subject === null) {
    return (
      <EmptyState
        icon={ScanSearch}
        title="Nothing selected"
        text="Select a cell, a column, a table or a source: all that is known of it stands here. Enter on a cell shows its whole value."
      />
    );
  }
  return (
    <div className={styles.panel}>
      <About key={JSON.stringify(subject)} subject={subject} />
    </div>
  );
}

function About({ subject }: { readonly subject: Subject }): ReactElement {
  switch (subject.kind) {
    case 'cell':
      return <CellViewer {...subject} />;
    case 'record':
      return <RecordViewer runId={subject.runId} row={subject.row} />;
    case 'result-column':
      return <ResultColumn runId={subject.runId} column={subject.column} />;
    case 'source':
      return <SourceFacts source={subject.source} />;
    case 'table':
      return <CatalogTable {...subject} />;
    case 'column':
      return <CatalogColumn {...subject} />;
  }
}
