import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { bytesText } from '../../ui/figures.ts';
import { PathBrowser } from '../../ui/path-browser.tsx';
import { useFolderWalk } from '../../workspace/folder-listing.ts';

interface PathDialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly onChoose: (path: string) => void;
}

/** Walks through the folders of the host's machine to a file, or to a folder where nothing in it is selected. */
export function PathDialog({ title, onClose, onChoose }: PathDialogProps): ReactElement {
  const { listing, loading, error, go } = useFolderWalk(null);
  const [selected, setSelected] = useState<string | null>(null);
  const chosen = selected ?? listing?.dir ?? null;
  return (
    <Dialog
      title={title}
      open
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            kind="primary"
            disabled={chosen === null}
            onPress={() => (chosen === null ? undefined : onChoose(chosen))}
          >
            {selected === null ? 'Choose this folder' : 'Choose'}
          </Button>
        </>
      }
    >
      <PathBrowser
        label="Folder"
        dir={listing?.dir ?? null}
        parent={listing?.parent ?? null}
        places={listing?.places ?? []}
        entries={(listing?.entries ?? []).map(({ name, path, kind, bytes }) => ({
          name,
          path,
          kind,
          ...(bytes === null ? {} : { note: bytesText(bytes) }),
        }))}
        loading={loading}
        error={error?.message ?? null}
        selected={selected}
        onSelect={setSelected}
        onGo={(dir) => {
          setSelected(null);
          go(dir);
        }}
        onChoose={onChoose}
      />
    </Dialog>
  );
}
