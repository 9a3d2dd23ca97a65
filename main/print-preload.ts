import { contextBridge, ipcRenderer } from 'electron';
import type { PrintApi } from '../core/printing/print-document.ts';

const printer: PrintApi = {
  document: () => ipcRenderer.invoke('print.document'),
  ready: (heads) => ipcRenderer.invoke('print.ready', heads),
};

contextBridge.exposeInMainWorld('printer', printer);
