import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window is built once into plain files, which the host serves; nothing is fetched from elsewhere at run time. */
export default defineConfig({
  root: fileURLToPath(new URL('renderer', import.meta.url)),
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('dist/window', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome140',
    // Fonts and images stay files: `data:` URLs would need a wider content security policy.
    assetsInlineLimit: 0,
    sourcemap: false,
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      input: ['index.html', 'gallery.html'].map((name) =>
        fileURLToPath(new URL(`renderer/${name}`, import.meta.url)),
      ),
    },
  },
});
