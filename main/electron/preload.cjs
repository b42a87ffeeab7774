// What the page may ask of the desktop shell: where a dropped file is. Everything else goes by requests.
// A single file in CommonJS: https://www.electronjs.org/docs/latest/tutorial/sandbox#preload-scripts
const { contextBridge, webUtils } = require('electron');

contextBridge.exposeInMainWorld('atoll', {
  /** @param {File} file */
  pathForFile: (file) => webUtils.getPathForFile(file),
});
