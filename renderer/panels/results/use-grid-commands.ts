import { useEffect, useRef } from 'react';
import { useCommands } from '../../workspace/commands.ts';
import { copyCells } from './copy-cells.ts';
import type { ResultScene } from './use-result-scene.ts';

/** Makes known what can be done with the cells of the result in front. */
export function useGridCommands(scene: ResultScene, find: () => void): void {
  const latest = useRef({ scene, find });
  useEffect(() => {
    latest.current = { scene, find };
  });
  useEffect(
    () =>
      useCommands.getState().register([
        {
          id: 'results.copy',
          title: 'Copy cells',
          group: 'Results',
          enabled: () => latest.current.scene.area !== null && !latest.current.scene.provisional,
          run: async () => {
            const { area } = latest.current.scene;
            if (area !== null) await copyCells(area, 'tsv');
          },
        },
        {
          id: 'results.find',
          title: 'Find in result',
          group: 'Results',
          enabled: () => !latest.current.scene.provisional,
          run: () => latest.current.find(),
        },
      ]),
    [],
  );
}
