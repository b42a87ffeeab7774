// The worker of Monaco, as a file of our own: Vite finds workers by relative paths.
import 'monaco-editor/editor/editor.worker';
