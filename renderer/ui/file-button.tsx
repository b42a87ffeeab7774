import { FolderOpen } from 'lucide-react';
import { type ReactElement, useRef } from 'react';
import { Button, type ButtonProps } from './button.tsx';

export interface FileButtonProps {
  readonly kind?: NonNullable<ButtonProps['kind']>;
  readonly children: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that opens the file dialog of the browser or system: what dropping files is for keyboards. */
export function FileButton({ kind = 'default', children, onFiles }: FileButtonProps): ReactElement {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind={kind} icon={FolderOpen} onPress={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={children}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file may be chosen again.
          currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
